import { type Asset, type AssetId, ProblemError } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import { presentAsset } from "../assets/read-asset.ts";
import { audit } from "../audit/audit.ts";
import { batches, laneOf } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { requeueTask } from "../tasks/step.ts";
import { steppedEvent, tasks } from "../tasks/task-record.ts";
import type { ReviewDeps } from "./change-asset.ts";
import { countAtOnce } from "./count-at-once.ts";

export type RegenerateDeps = ReviewDeps & Pick<CoreDeps, "settings">;

/**
 * Has a new version of an asset made: its task is queued for another round of three tries, with the note appended to
 * its prompt. The present version counts until the new one passes the gate. It takes one of this month's quota, which
 * comes back if nothing passes. Throws the problems `not-found`, `asset-state` (one is being made already),
 * `batch-state` (its batch was cancelled or is gone) and `quota-exceeded`.
 */
export async function regenerateAsset(
  deps: RegenerateDeps,
  principal: Principal,
  { id, note }: { id: AssetId; note?: string | undefined },
): Promise<Asset> {
  return untilNoConflict(async () => {
    const { value: asset, revision } = await getOwned(deps, principal, {
      collection: assets,
      id,
      what: "asset",
    });
    const { batch, task } = await origin(deps, asset);
    const now = deps.clock.now();
    const queued = requeueTask(task.value, { note: note ?? null, now });
    const { batchId, workspaceId, taskId } = asset;
    const step = steppedEvent(queued, null);
    await deps.store.transact([
      replace(tasks, queued, task.revision),
      // Written as it is, so that one that is deleted at the same moment is not made again.
      replace(assets, { ...asset, updatedAt: now }, revision),
      audit(deps, principal, { action: "asset.regenerated", subject: id, after: { note: note ?? null } }),
      announce(deps.outbox, batchId, {
        workspaceId,
        events: [step],
        jobs: [{ queue: laneOf(batch.value), message: { kind: "generate", batchId, taskId } }],
      }),
      ...(await countAtOnce(deps, batch, step)),
    ]);
    return presentAsset(deps, { ...asset, updatedAt: now });
  });
}

async function origin({ store }: ReviewDeps, { title, batchId, taskId }: AssetRecord) {
  const batch = await store.get(batches, batchId);
  const task = await store.get(tasks, taskId);
  if (batch === undefined || task === undefined || batch.value.workflow.status === "cancelled") {
    throw new ProblemError(
      "batch-state",
      `The batch of "${title}" ${batch === undefined ? "is gone" : "was cancelled"}, so no new version can be made.`,
    );
  }
  if (task.value.status !== "completed") {
    throw new ProblemError("asset-state", `A new version of "${title}" is being made already.`);
  }
  return { batch, task };
}

import { type AssetId, ProblemError } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { remove, replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { isInWork } from "../tasks/is-in-work.ts";
import { tasks } from "../tasks/task-record.ts";
import { assets, imageKey, thumbnailKey } from "./asset-record.ts";

type DeleteDeps = Pick<CoreDeps, "store" | "blobs" | "outbox" | "clock" | "random">;

/**
 * Deletes an asset, its image and its thumbnail; its other versions, comments and links follow by a job. Throws the
 * problems `not-found` and `asset-state` while a new version of it is made.
 */
export async function deleteAsset(
  deps: DeleteDeps,
  principal: Principal,
  { id }: { id: AssetId },
): Promise<void> {
  const { value, revision } = await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const task = await deps.store.get(tasks, value.taskId);
  if (task !== undefined && (await isInWork(deps, task.value))) {
    throw new ProblemError(
      "asset-state",
      `A new version of "${value.title}" is being made. Wait until it is there, or cancel its batch first.`,
    );
  }
  const { batchId, workspaceId } = value;
  // The record first: files that nothing refers to are swept, a record without its file would be a broken asset. The
  // task is written too, so that a regeneration asked for at the same moment finds no asset, or this one conflicts.
  await deps.store.transact([
    remove(assets, id, revision),
    ...(task === undefined ? [] : [replace(tasks, { ...task.value, assetId: null }, task.revision)]),
    audit(deps, principal, { action: "asset.deleted", subject: id, before: value }),
    announce(deps.outbox, batchId, {
      workspaceId,
      events: [{ type: "asset.deleted", assetId: id, batchId, at: deps.clock.now() }],
      jobs: [{ queue: "workflow", message: { kind: "delete-asset", assetId: id, batchId, workspaceId } }],
    }),
  ]);
  await deps.blobs.delete([imageKey(value), thumbnailKey(value)]);
}

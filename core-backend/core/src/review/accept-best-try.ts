import { type Asset, ProblemError, type TaskId } from "@assetql/contract";
import { scoreStyle } from "@assetql/style-engine";
import { assets, imageKey, thumbnailKey } from "../assets/asset-record.ts";
import { presentAsset } from "../assets/read-asset.ts";
import { audit } from "../audit/audit.ts";
import { batches } from "../batches/batch-record.ts";
import type { Principal } from "../deps.ts";
import { assertRoom } from "../limits/quota.ts";
import { ConflictError, replace } from "../ports/index.ts";
import { assetIdOf } from "../shared/ids.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { styleVersions } from "../styles/style-record.ts";
import { storeImage, versionToBe } from "../tasks/commit-try.ts";
import type { GenerationContext } from "../tasks/generation-context.ts";
import type { ScoredImage } from "../tasks/make-image.ts";
import { acceptTry } from "../tasks/step.ts";
import { steppedEvent, type TaskRecord, tasks } from "../tasks/task-record.ts";
import { changedEvent, type ReviewDeps } from "./change-asset.ts";

/**
 * Makes a task's best image below the gate count, approved by the person who accepts it: as the task's asset, or as a
 * new version of it after a regeneration that came to nothing. Throws the problems `not-found`, `task-state`
 * and `quota-exceeded`.
 */
export async function acceptBestTry(
  deps: ReviewDeps,
  principal: Principal,
  { id }: { id: TaskId },
): Promise<Asset> {
  const task = await getOwned(deps, principal, { collection: tasks, id, what: "task" });
  const { value } = task;
  if (value.bestTry === null || (value.status !== "failed" && value.status !== "completed")) {
    throw new ProblemError("task-state", refusal(value));
  }
  const batch = (await deps.store.get(batches, value.batchId))?.value;
  if (batch === undefined) throw new ProblemError("task-state", "The batch of this task is gone.");
  const asset = await deps.store.get(assets, assetIdOf(id));
  // What failed has given its asset back to the month's quota.
  if (asset === undefined) await assertRoom(deps, batch, 1);
  const context: GenerationContext = { batch, task, asset };
  const made = await openTry(deps, context, value.bestTry);
  const now = deps.clock.now();
  const accepted = acceptTry(value, { score: made.score, now });
  const stored = storeImage(context, {
    task: accepted,
    made,
    now,
    review: { review: "approved", reviewedBy: principal.userId, reviewedAt: now },
  });
  // Somebody may have had it tried again meanwhile: its new image would be written over.
  if ((await deps.store.get(tasks, id))?.revision !== task.revision) throw new ConflictError(tasks.name, id);
  await storeFiles(deps, context, made);
  const { workspaceId, id: batchId } = batch;
  await deps.store.transact([
    replace(tasks, accepted, task.revision),
    ...stored.actions,
    audit(deps, principal, {
      action: "task.best-try-accepted",
      subject: id,
      after: { assetId: stored.asset.id, version: stored.asset.version, score: made.score.score },
    }),
    announce(deps.outbox, batchId, {
      workspaceId,
      events: [steppedEvent(accepted, null), changedEvent(stored.asset, now, true)],
      jobs: [stored.job],
    }),
  ]);
  await deps.blobs.delete([value.bestTry.blobKey]);
  return presentAsset(deps, stored.asset);
}

function refusal({ status, bestTry, row }: TaskRecord): string {
  if (bestTry === null) return `Row ${row} has no image below the gate to accept.`;
  return `Row ${row} is still ${status}. Wait until its tries have ended.`;
}

/** The image as it was kept, scored as it was then: by the style the batch was submitted with. */
async function openTry(
  { store, blobs, images }: ReviewDeps,
  { batch, task }: GenerationContext,
  { blobKey, provenance }: NonNullable<TaskRecord["bestTry"]>,
): Promise<ScoredImage> {
  const bytes = await blobs.read(blobKey);
  const style = (await store.get(styleVersions, batch.styleVersionId))?.value;
  if (bytes === undefined || style === undefined) {
    const what = bytes === undefined ? "image" : "style";
    throw new ProblemError(
      "task-state",
      `The ${what} of row ${task.value.row} is gone. Retry the task instead.`,
    );
  }
  const image = await images.inspect(bytes);
  return {
    image,
    score: scoreStyle(style.model, image.features),
    // Tries of the first version did not keep what made them.
    provenance: provenance ?? {
      generator: "unknown",
      generatorVersion: "unknown",
      model: batch.config.model,
      isDraft: false,
      seed: batch.seed,
      attribution: [],
    },
  };
}

async function storeFiles(
  { blobs }: ReviewDeps,
  context: GenerationContext,
  { image }: ScoredImage,
): Promise<void> {
  const { batch, task } = context;
  const name = { batchId: batch.id, id: assetIdOf(task.value.id), version: versionToBe(context) };
  await blobs.put(imageKey(name), image.png, { contentType: "image/png", overwrite: true });
  await blobs.put(thumbnailKey(name), image.thumbnail, { contentType: "image/jpeg", overwrite: true });
}

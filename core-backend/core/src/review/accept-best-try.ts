import { type Asset, ProblemError, type TaskId } from "@assetql/contract";
import { scoreStyle } from "@assetql/style-engine";
import { type AssetRecord, assets, imageKey, thumbnailKey } from "../assets/asset-record.ts";
import { presentAsset } from "../assets/read-asset.ts";
import { audit } from "../audit/audit.ts";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace, type Stored } from "../ports/index.ts";
import { assetIdOf } from "../shared/ids.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { styleVersions } from "../styles/style-record.ts";
import { storeImage, versionToBe } from "../tasks/commit-try.ts";
import type { GenerationContext } from "../tasks/generation-context.ts";
import type { ScoredImage } from "../tasks/make-image.ts";
import { acceptTry } from "../tasks/step.ts";
import { steppedEvent, type TaskRecord, tasks } from "../tasks/task-record.ts";
import { changedEvent, type ReviewDeps } from "./change-asset.ts";
import { countAtOnce } from "./count-at-once.ts";

type AcceptDeps = ReviewDeps & Pick<CoreDeps, "settings">;

/**
 * Makes a task's best image below the gate count, approved by the person who accepts it: as the task's asset, or as a
 * new version of it after a regeneration that came to nothing. What had failed has given its asset back to the month's
 * quota, so it takes one again, in the same transaction. Throws the problems `not-found`, `task-state` and
 * `quota-exceeded`.
 */
export async function acceptBestTry(
  deps: AcceptDeps,
  principal: Principal,
  { id }: { id: TaskId },
): Promise<Asset> {
  const { context, bestTry } = await findBestTry(deps, principal, id);
  const made = await openTry(deps, context, bestTry);
  let filesStored: Promise<void> | undefined;
  const storeOnce = () => (filesStored ??= storeFiles(deps, context, made));
  // A running batch's record changes many times a second.
  const asset = await untilNoConflict(() => commit(deps, principal, { task: context.task, made, storeOnce }));
  // Somebody was first: what the task is now decides.
  if (asset === undefined) return acceptBestTry(deps, principal, { id });
  await deps.blobs.delete([bestTry.blobKey]);
  return presentAsset(deps, asset);
}

type BestTry = NonNullable<TaskRecord["bestTry"]>;

async function findBestTry(
  deps: AcceptDeps,
  principal: Principal,
  id: TaskId,
): Promise<{ context: GenerationContext; bestTry: BestTry }> {
  const task = await getOwned(deps, principal, { collection: tasks, id, what: "task" });
  const { bestTry, status } = task.value;
  if (bestTry === null || (status !== "failed" && status !== "completed")) {
    throw new ProblemError("task-state", refusal(task.value));
  }
  const { value: batch } = await batchOf(deps, task.value);
  return { context: { batch, task, asset: await deps.store.get(assets, assetIdOf(id)) }, bestTry };
}

async function batchOf({ store }: AcceptDeps, { batchId }: TaskRecord): Promise<Stored<BatchRecord>> {
  const batch = await store.get(batches, batchId);
  if (batch === undefined) throw new ProblemError("task-state", "The batch of this task is gone.");
  return batch;
}

interface Accepted {
  readonly task: Stored<TaskRecord>;
  readonly made: ScoredImage;
  /**
   * Only when there is room for it. Whoever finds room, and none any more once somebody else was first, leaves the files
   * to the sweep: a second acceptance of the same task may need them.
   */
  readonly storeOnce: () => Promise<void>;
}

/** The asset it has become; `undefined` when somebody else has moved the task on. */
async function commit(
  deps: AcceptDeps,
  principal: Principal,
  { task, made, storeOnce }: Accepted,
): Promise<AssetRecord | undefined> {
  const { store, outbox } = deps;
  const now = deps.clock.now();
  const batch = await batchOf(deps, task.value);
  const asset = await store.get(assets, assetIdOf(task.value.id));
  const accepted = acceptTry(task.value, { score: made.score, now });
  const context: GenerationContext = { batch: batch.value, task, asset };
  const review = { review: "approved", reviewedBy: principal.userId, reviewedAt: now } as const;
  const stored = storeImage(context, { task: accepted, made, now, review });
  const step = steppedEvent(accepted, null);
  const counted = await countAtOnce(deps, batch, step);
  // Somebody may have had it tried again meanwhile: its new image would be written over.
  if ((await store.get(tasks, accepted.id))?.revision !== task.revision) return undefined;
  await storeOnce();
  const { workspaceId, id: batchId } = batch.value;
  await store.transact([
    replace(tasks, accepted, task.revision),
    ...stored.actions,
    audit(deps, principal, {
      action: "task.best-try-accepted",
      subject: accepted.id,
      after: { assetId: stored.asset.id, version: stored.asset.version, score: made.score.score },
    }),
    announce(outbox, batchId, {
      workspaceId,
      events: [step, changedEvent(stored.asset, now, true)],
      jobs: [stored.job],
    }),
    ...counted,
  ]);
  return stored.asset;
}

function refusal({ status, bestTry, row }: TaskRecord): string {
  if (bestTry === null) return `Row ${row} has no image below the gate to accept.`;
  return `Row ${row} is still ${status}. Wait until its tries have ended.`;
}

/** The image as it was kept, scored as it was then: by the style the batch was submitted with. */
async function openTry(
  { store, blobs, images }: AcceptDeps,
  { batch, task }: GenerationContext,
  { blobKey, provenance }: BestTry,
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
  { blobs }: AcceptDeps,
  context: GenerationContext,
  { image }: ScoredImage,
): Promise<void> {
  const { batch, task } = context;
  const name = { batchId: batch.id, id: assetIdOf(task.value.id), version: versionToBe(context) };
  await blobs.put(imageKey(name), image.png, { contentType: "image/png", overwrite: true });
  await blobs.put(thumbnailKey(name), image.thumbnail, { contentType: "image/jpeg", overwrite: true });
}

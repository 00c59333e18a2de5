import { type DomainEvent, ITEM_COLUMN } from "@assetql/contract";
import { type AssetRecord, assets, assetVersions, versionOf } from "../assets/asset-record.ts";
import { describeAsset } from "../assets/describe-asset.ts";
import { type BatchRecord, laneOf } from "../batches/batch-record.ts";
import { type Action, ConflictError, create, MAX_DELAY_SECONDS, put, replace } from "../ports/index.ts";
import { assetIdOf } from "../shared/ids.ts";
import { announce, type OutgoingJob } from "../shared/outbox-body.ts";
import type { Attempt, GenerateDeps } from "./attempt.ts";
import type { GenerationContext } from "./generation-context.ts";
import type { ScoredImage } from "./make-image.ts";
import { backoffSeconds, deferTry, endTry } from "./step.ts";
import { promptOf, steppedEvent, type TaskRecord, tasks } from "./task-record.ts";

/**
 * Makes a try's end true in one transaction: the task, its asset if it passed, and the event and job that follow.
 * Throws ConflictError when somebody else has moved the task on.
 */
export async function commitTry(
  deps: GenerateDeps,
  loaded: GenerationContext,
  attempt: Attempt,
): Promise<void> {
  const context = await withPresentAsset(deps, loaded);
  const { task } = context;
  const now = deps.clock.now();
  const ended = endTry(task.value, attempt.outcome, now);
  const event: DomainEvent = steppedEvent(ended, duration(attempt.startedAt, now));
  const actions: Action[] = [replace(tasks, ended, task.revision)];
  const jobs: OutgoingJob[] = [];
  if (attempt.outcome.kind === "passed" && attempt.made !== undefined) {
    const made = { task: ended, made: attempt.made, now };
    const stored = storeImage(context, made);
    actions.push(...stored.actions);
    jobs.push(stored.job);
  }
  if (ended.status === "retrying") jobs.push(retryJob(deps, context, ended));
  const { batchId, workspaceId } = ended;
  await deps.store.transact([
    ...actions,
    announce(deps.outbox, batchId, { workspaceId, events: [event], jobs }),
  ]);
  await dropRejected(deps, task.value, { ended, attempt });
}

/**
 * The asset as it is now: a person may have approved or edited it while its next version was made. Throws ConflictError
 * when it has gone or got another version meanwhile.
 */
async function withPresentAsset(
  { store }: GenerateDeps,
  context: GenerationContext,
): Promise<GenerationContext> {
  const { asset } = context;
  if (asset === undefined) return context;
  const present = await store.get(assets, asset.value.id);
  if (present?.value.latestVersion === asset.value.latestVersion) return { ...context, asset: present };
  throw new ConflictError(assets.name, asset.value.id);
}

/** Puts the task off while its generator cannot work: a fresh message later, so that waiting uses up no receives. */
export async function commitDeferral(
  deps: GenerateDeps,
  context: GenerationContext,
  { message, delaySeconds }: { message: string; delaySeconds: number },
): Promise<void> {
  const { task } = context;
  const deferred = deferTry(task.value, message, deps.clock.now());
  await deps.store.transact([
    replace(tasks, deferred, task.revision),
    announce(deps.outbox, deferred.batchId, {
      workspaceId: deferred.workspaceId,
      events: [steppedEvent(deferred, null)],
      jobs: [generateJob(context, deferred, withinLimits(delaySeconds))],
    }),
  ]);
}

/** Milliseconds since `startedAt`; a clock that was set back meanwhile gives 0. */
const duration = (startedAt: number | null, now: number): number | null =>
  startedAt === null ? null : Math.max(0, now - startedAt);

/** A generator may say anything. */
const withinLimits = (seconds: number): number =>
  Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), MAX_DELAY_SECONDS) : MAX_DELAY_SECONDS;

function retryJob(
  { settings, random }: GenerateDeps,
  context: GenerationContext,
  task: TaskRecord,
): OutgoingJob {
  const chance = random.next();
  return generateJob(context, task, backoffSeconds(task.tries, { unitMs: settings.backoffUnitMs, chance }));
}

function generateJob({ batch }: GenerationContext, task: TaskRecord, delaySeconds: number): OutgoingJob {
  return {
    queue: laneOf(batch),
    message: { kind: "generate", batchId: task.batchId, taskId: task.id },
    delaySeconds,
  };
}

/** Rejected images that are no longer the best. One that stays behind by a crash is the sweeper's. */
async function dropRejected(
  { blobs }: GenerateDeps,
  before: TaskRecord,
  { ended, attempt }: { ended: TaskRecord; attempt: Attempt },
): Promise<void> {
  const written = attempt.outcome.kind === "deviated" ? [attempt.outcome.blobKey] : [];
  const earlier = before.bestTry === null ? [] : [before.bestTry.blobKey];
  const kept = ended.bestTry?.blobKey;
  const obsolete = [...written, ...earlier].filter((key) => key !== kept);
  if (obsolete.length > 0) await blobs.delete(obsolete);
}

/** The actions that make an image count: as its task's new asset, or as the next version of the one there is. */
export function storeImage(
  { batch, asset }: GenerationContext,
  { task, made, now, review = {} }: NewImage,
): { asset: AssetRecord; actions: readonly Action[]; job: OutgoingJob } {
  const image = { ...imageOf(task, made), ...review };
  const next =
    asset === undefined
      ? { ...newAsset(batch, task, now), ...image }
      : { ...asset.value, ...nextVersion(asset.value), ...image, imageMadeAt: now, updatedAt: now };
  return {
    asset: next,
    actions:
      asset === undefined
        ? [create(assets, next)]
        : [replace(assets, next, asset.revision), put(assetVersions, versionOf(asset.value))],
    job: { queue: "post-processing", message: { kind: "post-process", assetId: next.id } },
  };
}

export interface NewImage {
  readonly task: TaskRecord;
  readonly made: ScoredImage;
  readonly now: number;
  /** What a person said of it, if one has chosen it. */
  readonly review?: Partial<Pick<AssetRecord, "review" | "reviewedBy" | "reviewedAt">>;
}

/** What an asset says of the image that counts. */
function imageOf(task: TaskRecord, { provenance, image, score }: ScoredImage) {
  return {
    status: "processing" as const,
    review: "pending" as const,
    reviewedBy: null,
    reviewedAt: null,
    reviewNote: task.note,
    prompt: promptOf(task),
    styleScore: score,
    provenance,
    dimensions: { width: image.width, height: image.height },
    fileSize: image.png.byteLength,
    sha256: image.sha256,
  };
}

const nextVersion = ({ latestVersion }: AssetRecord) => ({
  version: latestVersion + 1,
  latestVersion: latestVersion + 1,
});

/** Number of the version that an image made now will be. */
export const versionToBe = ({ asset }: GenerationContext): number =>
  asset === undefined ? 1 : asset.value.latestVersion + 1;

function newAsset(batch: BatchRecord, task: TaskRecord, now: number) {
  return {
    id: assetIdOf(task.id),
    workspaceId: batch.workspaceId,
    batchId: batch.id,
    taskId: task.id,
    styleProfileId: batch.styleProfileId,
    createdBy: batch.createdBy,
    version: 1,
    latestVersion: 1,
    edited: [],
    row: task.row,
    ...describeAsset(task.metadata, task.prompt),
    tags: [],
    category: null,
    metadata: task.metadata,
    item: itemOf(batch, task),
    createdAt: now,
    updatedAt: now,
  };
}

/** What the row of a target's batch is about; it stays with the asset over all its versions. */
function itemOf({ targetId }: BatchRecord, { metadata }: TaskRecord): AssetRecord["item"] {
  const itemId = metadata[ITEM_COLUMN]?.trim() ?? "";
  return targetId === null || itemId === "" ? null : { targetId, itemId };
}

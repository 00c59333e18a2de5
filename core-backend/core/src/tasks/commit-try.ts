import type { DomainEvent } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import { describeAsset } from "../assets/describe-asset.ts";
import { laneOf } from "../batches/batch-record.ts";
import { type Action, create, MAX_DELAY_SECONDS, replace } from "../ports/index.ts";
import { assetIdOf } from "../shared/ids.ts";
import { announce, type OutgoingJob } from "../shared/outbox-body.ts";
import type { Attempt, GenerateDeps } from "./attempt.ts";
import type { GenerationContext } from "./generation-context.ts";
import type { ScoredImage } from "./make-image.ts";
import { backoffSeconds, deferTry, endTry } from "./step.ts";
import { steppedEvent, type TaskRecord, tasks } from "./task-record.ts";

/**
 * Makes a try's end true in one transaction: the task, its asset if it passed, and the event and job that follow.
 * Throws ConflictError when somebody else has moved the task on.
 */
export async function commitTry(
  deps: GenerateDeps,
  context: GenerationContext,
  attempt: Attempt,
): Promise<void> {
  const { task } = context;
  const now = deps.clock.now();
  const ended = endTry(task.value, attempt.outcome, now);
  const event: DomainEvent = steppedEvent(ended, duration(attempt.startedAt, now));
  const actions: Action[] = [replace(tasks, ended, task.revision)];
  const jobs: OutgoingJob[] = [];
  if (attempt.outcome.kind === "passed" && attempt.made !== undefined) {
    const asset = newAsset(context, { task: ended, made: attempt.made, now });
    actions.push(create(assets, asset));
    jobs.push({ queue: "post-processing", message: { kind: "post-process", assetId: asset.id, version: 1 } });
  }
  if (ended.status === "retrying") jobs.push(retryJob(deps, context, ended));
  await deps.store.transact([...actions, announce(deps.outbox, ended.batchId, { events: [event], jobs })]);
  await dropRejected(deps, task.value, { ended, attempt });
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
  const kept = ended.status === "completed" ? undefined : ended.bestTry?.blobKey;
  const obsolete = [...written, ...earlier].filter((key) => key !== kept);
  if (obsolete.length > 0) await blobs.delete(obsolete);
}

function newAsset(
  { batch }: GenerationContext,
  { task, made, now }: { task: TaskRecord; made: ScoredImage; now: number },
): AssetRecord {
  const { provenance, image, score } = made;
  return {
    id: assetIdOf(task.id),
    workspaceId: batch.workspaceId,
    batchId: batch.id,
    taskId: task.id,
    styleProfileId: batch.styleProfileId,
    createdBy: batch.createdBy,
    status: "processing",
    version: 1,
    row: task.row,
    ...describeAsset(task.metadata, task.prompt),
    prompt: task.prompt,
    tags: [],
    category: null,
    styleScore: score,
    provenance,
    dimensions: { width: image.width, height: image.height },
    fileSize: image.png.byteLength,
    sha256: image.sha256,
    metadata: task.metadata,
    createdAt: now,
    updatedAt: now,
  };
}

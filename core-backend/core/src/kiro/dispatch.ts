import { batchIdSchema, type DomainEvent } from "@assetql/contract";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { appendLive } from "../live/live-log.ts";
import { type Action, type JobQueue, type OutboxEntry, replace, type Stored } from "../ports/index.ts";
import { correlated } from "../shared/correlation.ts";
import { type OutboxBody, outboxBodySchema } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { useFor } from "../usage/usage-record.ts";
import { isHeard, sendFanOut } from "../webhooks/announce-fan-out.ts";
import { foldEvents } from "./fold-events.ts";

/**
 * Entries one dispatch may take. Each is removed and touches one ledger at most; the batch, its three possible
 * commands, the usage of its month and the live log's head and up to three chunks are nine more: 93 actions, of the
 * 100 a transaction may have. The others are for months in which new versions were wanted that end now.
 */
export const DISPATCH_ENTRIES = 42;

export type DispatchDeps = Pick<CoreDeps, "store" | "outbox" | "clock" | "settings" | "live"> & {
  readonly queue: JobQueue;
};

/**
 * What becomes of outbox entries: their jobs are sent, their events are folded into the batch, numbered and appended
 * to the workspace's live log, and the entries are done with in the same transaction. Jobs go first, so a crash in
 * between sends them twice rather than never.
 */
export async function dispatch(
  deps: DispatchDeps,
  stream: string,
  entries: readonly OutboxEntry[],
): Promise<void> {
  const bodies = entries.map(({ body }) => outboxBodySchema.parse(body));
  // What follows from several requests at once is said to follow from the last of them.
  const cause = bodies.findLast((body) => body.correlationId !== undefined)?.correlationId;
  await correlated(cause, () => dispatchBodies(deps, { stream, entries, bodies }));
}

interface Dispatched {
  readonly stream: string;
  readonly entries: readonly OutboxEntry[];
  readonly bodies: readonly OutboxBody[];
}

async function dispatchBodies(deps: DispatchDeps, { stream, entries, bodies }: Dispatched): Promise<void> {
  await sendJobs(deps.queue, bodies);
  const events = bodies.flatMap((body) => body.events);
  const { workspaceId, heard } = await untilNoConflict(async () => {
    const batch = await batchOf(deps, stream);
    const owner =
      bodies.find((body) => body.workspaceId !== undefined)?.workspaceId ?? batch?.value.workspaceId;
    const fold = batch === undefined ? [] : await foldInto(deps, batch, events);
    const live = owner === undefined ? [] : await appendLive(deps, owner, events);
    const listener = (await isHeard(deps, owner, events)) ? owner : undefined;
    if (listener !== undefined) await sendFanOut(deps.queue, listener, "before");
    await deps.store.transact([...fold, ...live, ...entries.map((entry) => deps.outbox.done(entry))]);
    return { workspaceId: owner, heard: listener !== undefined };
  });
  if (workspaceId === undefined) return;
  if (events.length > 0) deps.live.ring(workspaceId);
  if (heard) await sendFanOut(deps.queue, workspaceId, "after");
}

/** A message tells what it follows from beside what is to be done; see `handleMessage`. */
async function sendJobs(queue: JobQueue, bodies: readonly OutboxBody[]): Promise<void> {
  const jobs = bodies.flatMap((body) =>
    body.jobs.map((job) => ({ ...job, message: { ...job.message, correlationId: body.correlationId } })),
  );
  const byQueue = Map.groupBy(jobs, (job) => job.queue);
  for (const [name, group] of byQueue) {
    const messages = group.map(({ message, delaySeconds }) => ({
      body: JSON.stringify(message),
      ...(delaySeconds === undefined ? {} : { delaySeconds }),
    }));
    await queue.send(name, messages);
  }
}

/** The batch a stream belongs to; none when it is a workspace's, or that of a batch that was deleted. */
async function batchOf({ store }: DispatchDeps, stream: string): Promise<Stored<BatchRecord> | undefined> {
  const id = batchIdSchema.safeParse(stream);
  return id.success ? store.get(batches, id.data) : undefined;
}

/** The writes that fold events into their batch. */
async function foldInto(
  deps: DispatchDeps,
  batch: Stored<BatchRecord>,
  events: readonly DomainEvent[],
): Promise<readonly Action[]> {
  if (events.length === 0) return [];
  const { workflow, actions } = await foldEvents(deps, batch.value, events);
  const next: BatchRecord = { ...batch.value, workflow, updatedAt: deps.clock.now() };
  return [
    replace(batches, next, batch.revision),
    ...actions,
    ...(await useFor(deps, { before: batch.value, after: next })),
  ];
}

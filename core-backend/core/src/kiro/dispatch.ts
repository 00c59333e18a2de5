import { batchIdSchema, type DomainEvent, type TaskStepped } from "@assetql/contract";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { type Action, type JobQueue, type OutboxEntry, put, replace, type Stored } from "../ports/index.ts";
import { announce, type OutgoingJob, outboxBodySchema } from "../shared/outbox-body.ts";
import { emptyLedger, foldLedger, type Ledger, ledgerIdOf, ledgers, shardOf } from "./ledger.ts";
import { addTallies, emptyTally, type Tally } from "./tally.ts";
import { advance, type Command } from "./workflow.ts";

/**
 * Entries one dispatch may take. Each is removed and touches one ledger at most, so with the batch and its two
 * possible commands 48 entries make 99 actions, of the 100 a transaction may have.
 */
export const DISPATCH_ENTRIES = 48;

export type DispatchDeps = Pick<CoreDeps, "store" | "outbox" | "clock" | "settings"> & {
  readonly queue: JobQueue;
};

/**
 * What becomes of outbox entries: their jobs are sent, their events are folded into the batch and numbered, and
 * the entries are done with in the same transaction as the fold. Jobs go first, so a crash in between sends them
 * twice rather than never.
 */
export async function dispatch(
  deps: DispatchDeps,
  stream: string,
  entries: readonly OutboxEntry[],
): Promise<void> {
  const bodies = entries.map(({ body }) => outboxBodySchema.parse(body));
  await sendJobs(
    deps.queue,
    bodies.flatMap(({ jobs }) => jobs),
  );
  const events = bodies.flatMap((body) => body.events);
  const fold = await foldInto(deps, stream, events);
  await deps.store.transact([...fold, ...entries.map((entry) => deps.outbox.done(entry))]);
}

async function sendJobs(queue: JobQueue, jobs: readonly OutgoingJob[]): Promise<void> {
  const byQueue = Map.groupBy(jobs, (job) => job.queue);
  for (const [name, group] of byQueue) {
    const messages = group.map(({ message, delaySeconds }) => ({
      body: JSON.stringify(message),
      ...(delaySeconds === undefined ? {} : { delaySeconds }),
    }));
    await queue.send(name, messages);
  }
}

/** The writes that fold events into their batch; none when the stream is no batch, or one that was deleted. */
async function foldInto(
  deps: DispatchDeps,
  stream: string,
  events: readonly DomainEvent[],
): Promise<readonly Action[]> {
  const batchId = batchIdSchema.safeParse(stream);
  if (!batchId.success || events.length === 0) return [];
  const batch = await deps.store.get(batches, batchId.data);
  if (batch === undefined) return [];
  const steps = events.filter((event): event is TaskStepped => event.type === "task.stepped");
  const folded = await foldSteps(deps, batch.value, steps);
  const { state, commands } = advance(batch.value.workflow, { events, change: folded.change }, deps.settings);
  const next: BatchRecord = { ...batch.value, workflow: state, updatedAt: deps.clock.now() };
  return [
    replace(batches, next, batch.revision),
    ...folded.actions,
    ...commands.map((command) => carryOut(deps, batch, command)),
  ];
}

async function foldSteps(
  { store }: DispatchDeps,
  { id }: BatchRecord,
  steps: readonly TaskStepped[],
): Promise<{ actions: readonly Action[]; change: Tally }> {
  const shards = Map.groupBy(steps, ({ row }) => shardOf(row));
  const actions: Action[] = [];
  let change = emptyTally();
  for (const [shard, events] of shards) {
    const stored = await store.get(ledgers, ledgerIdOf(id, shard));
    const folded = foldLedger(stored?.value ?? emptyLedger(id, shard), events);
    actions.push(writeLedger(folded.ledger, stored));
    change = addTallies(change, folded.change);
  }
  return { actions, change };
}

function writeLedger(ledger: Ledger, stored: Stored<Ledger> | undefined): Action {
  return stored === undefined ? put(ledgers, ledger) : replace(ledgers, ledger, stored.revision);
}

function carryOut(
  { outbox, clock }: DispatchDeps,
  { value: batch }: Stored<BatchRecord>,
  command: Command,
): Action {
  switch (command.kind) {
    case "distribute":
      return announce(outbox, batch.id, {
        jobs: [{ queue: "workflow", message: { kind: "distribute", batchId: batch.id } }],
      });
    case "announce-finished":
      return announce(outbox, batch.id, {
        events: [{ type: "batch.finished", batchId: batch.id, at: clock.now() }],
      });
  }
}

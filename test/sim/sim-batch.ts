import { type BatchId, batchIdSchema, type DomainEvent } from "@assetql/contract";
import { isTerminal } from "../../core-backend/core/src/kiro/transitions.ts";
import type { Command } from "../../core-backend/core/src/kiro/workflow.ts";
import type { Chance } from "./chance.ts";
import { fold, type KiroBatch, openKiro } from "./kiro.ts";
import { begin, endSomehow, newSimTask, park, requeue, type SimTask, unpark } from "./sim-task.ts";
import { openStream, type Stream } from "./unreliable-stream.ts";

/** As many as the real dispatcher takes at once. */
const DISPATCH_ENTRIES = 42;
/** Tasks that the real jobs take at once. */
const TASKS_AT_ONCE = 90;

type Job = { readonly kind: "distribute" | "unpark" } | { readonly kind: "retry-failed"; fromRow: number };

/** A batch with all that goes on around it. */
export interface SimBatch {
  readonly id: BatchId;
  readonly chance: Chance;
  readonly kiro: KiroBatch;
  readonly stream: Stream;
  readonly maxOutstandingTasks: number;
  /** By row - 1, as far as they are distributed. */
  readonly tasks: SimTask[];
  /** Those that a message is on its way for. */
  readonly active: SimTask[];
  readonly parked: SimTask[];
  readonly jobs: Job[];
  now: number;
  readonly counts: {
    /** That happened. */
    events: number;
    /** That were folded, repetitions among them. */
    folded: number;
    /** Dispatches that died before their commit. */
    losses: number;
    /** Tries whose process died. */
    kills: number;
    /** Times that a person retried, regenerated, accepted, paused or cancelled. */
    asked: number;
    finished: number;
    alerts: number;
  };
}

export function openBatch(chance: Chance, number: number): SimBatch {
  const batch: SimBatch = {
    id: batchIdSchema.parse(`bat_${String(number).padStart(8, "0")}`),
    chance,
    kiro: openKiro(1 + chance.below(chance.happens(0.3) ? 20 : 2_500)),
    stream: openStream(chance, { inOrder: chance.happens(0.2) }),
    maxOutstandingTasks: 50 + chance.below(950),
    tasks: [],
    active: [],
    parked: [],
    jobs: [],
    now: 1_800_000_000_000,
    counts: { events: 0, folded: 0, losses: 0, kills: 0, asked: 0, finished: 0, alerts: 0 },
  };
  tell(batch, [{ type: "batch.submitted", batchId: batch.id, at: batch.now }]);
  return batch;
}

/** One transaction's entry in the outbox. */
export function tell(batch: SimBatch, events: readonly DomainEvent[], options: { once?: true } = {}): void {
  batch.counts.events += events.length;
  batch.stream.push({ events, ...options });
}

/** Hands entries to kiro, which may die before what it made of them is true. */
export function dispatchSome(batch: SimBatch): void {
  const { chance, kiro, stream, counts } = batch;
  const entries = stream.take(1 + chance.below(DISPATCH_ENTRIES));
  const events = entries.flatMap((entry) => entry.events);
  const { commands, commit } = fold(kiro, events, {
    batchId: batch.id,
    maxOutstandingTasks: batch.maxOutstandingTasks,
  });
  if (chance.happens(0.08)) {
    counts.losses += 1;
    stream.giveBack(entries);
    return;
  }
  commit();
  counts.folded += events.length;
  for (const { kind } of commands) carryOut(batch, kind);
  if (chance.happens(0.1)) stream.repeatOld();
}

function carryOut(batch: SimBatch, kind: Command["kind"]): void {
  if (kind === "distribute") {
    batch.jobs.push({ kind });
    // Jobs go before the commit, so a dispatch that died after them sends them twice.
    if (batch.chance.happens(0.1)) batch.jobs.push({ kind });
  } else if (kind === "announce-finished") batch.counts.finished += 1;
  else batch.counts.alerts += 1;
}

/** Takes some task one step on. */
export function workOn(batch: SimBatch): void {
  const { active, chance, kiro } = batch;
  const place = chance.below(active.length);
  const task = active[place];
  if (task === undefined) return;
  batch.now += 1;
  const isTaken = task.record.status === "processing";
  const { status } = kiro.workflow;
  if (status === "cancelled") {
    // Whoever has it may still come to an end with it; nobody else takes it up.
    if (isTaken && chance.happens(0.5)) tell(batch, [endSomehow(task, chance, batch.now)]);
    take(active, place);
  } else if (status === "paused" && (!isTaken || chance.happens(0.2))) {
    const events = park(task, batch.now);
    if (events.length > 0) tell(batch, events);
    batch.parked.push(task);
    take(active, place);
  } else if (!isTaken) tell(batch, [begin(task, batch.now)]);
  else if (tryOnce(batch, task)) take(active, place);
}

/** True when the task has ended with this try. */
function tryOnce(batch: SimBatch, task: SimTask): boolean {
  if (batch.chance.happens(0.05)) {
    // Its process dies: the message comes again, and the task is taken up as it stands, without a step.
    batch.counts.kills += 1;
    return false;
  }
  tell(batch, [endSomehow(task, batch.chance, batch.now)]);
  return task.record.status === "completed" || task.record.status === "failed";
}

function take(active: SimTask[], place: number): void {
  const last = active.pop();
  if (last !== undefined && place < active.length) active[place] = last;
}

export function runJob(batch: SimBatch): void {
  const place = batch.chance.below(batch.jobs.length);
  const [job] = batch.jobs.splice(place, 1);
  if (job === undefined) return;
  batch.now += 1;
  if (job.kind === "distribute") distribute(batch);
  else if (job.kind === "retry-failed") retryFailed(batch, job.fromRow);
  else unparkAll(batch);
}

/** What the core's `distribute` does. */
function distribute(batch: SimBatch): void {
  const { id, now, tasks, kiro } = batch;
  const { status, tally, totalTasks } = kiro.workflow;
  if (isTerminal(status)) return;
  const outstanding = tasks.length - tally.completed - tally.failed;
  const room = status === "paused" ? 0 : Math.max(0, batch.maxOutstandingTasks - outstanding);
  const count = Math.min(room, TASKS_AT_ONCE, totalTasks - tasks.length);
  for (let made = 0; made < count; made += 1) {
    const task = newSimTask(id, tasks.length + 1, now);
    tasks.push(task);
    batch.active.push(task);
  }
  const more = room > count && tasks.length < totalTasks;
  if (more) batch.jobs.push({ kind: "distribute" });
  tell(batch, [{ type: "batch.distributed", batchId: id, nextRow: tasks.length + 1, more, at: now }]);
}

/** What the core's `retryFailed` does. */
function retryFailed(batch: SimBatch, fromRow: number): void {
  const { id, now, tasks, kiro, active } = batch;
  const { requeueing, status, tally, distributedTasks } = kiro.workflow;
  if (!requeueing || status === "cancelled") return;
  const room = batch.maxOutstandingTasks - (distributedTasks - tally.completed - tally.failed);
  if (room <= 0) {
    batch.jobs.push({ kind: "retry-failed", fromRow });
    return;
  }
  const limit = Math.min(TASKS_AT_ONCE, room);
  const failed = tasks.filter(({ record }) => record.row >= fromRow && record.status === "failed");
  const taken = failed.slice(0, limit);
  const more = failed.length > limit;
  const events: DomainEvent[] = taken.map((task) => requeue(task, now));
  active.push(...taken);
  if (more) batch.jobs.push({ kind: "retry-failed", fromRow: (taken.at(-1)?.record.row ?? fromRow) + 1 });
  tell(batch, [...events, { type: "batch.requeued", batchId: id, more, at: now }], { once: true });
}

function unparkAll(batch: SimBatch): void {
  if (batch.kiro.workflow.status === "paused") return;
  for (const task of batch.parked) unpark(task, batch.now);
  batch.active.push(...batch.parked.splice(0));
}

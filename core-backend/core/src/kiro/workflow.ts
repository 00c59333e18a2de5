import { batchStatuses, type DomainEvent, reopenings } from "@assetql/contract";
import { z } from "zod";
import { addTallies, emptyTally, type Tally, tallySchema } from "./tally.ts";
import { assertBatchTransition } from "./transitions.ts";

/** Where a batch stands. Only {@link advance} makes the next one. */
export const workflowSchema = z.object({
  status: z.enum(batchStatuses),
  totalTasks: z.int(),
  distributedTasks: z.int().describe("Tasks created and queued so far"),
  distributing: z.boolean().describe("A distribute job is on its way"),
  requeueing: z.boolean().default(false).describe("A retry-failed job is on its way"),
  reopenedBy: z.enum(reopenings).nullable().default(null).describe("Why it runs again after it had ended"),
  alerted: z.boolean().default(false).describe("Its failure rate was told of"),
  tally: tallySchema,
  minScore: z.number().nullable(),
  maxScore: z.number().nullable(),
  tryTimes: z
    .object({ shortest: z.int(), longest: z.int() })
    .nullable()
    .default(null)
    .describe("Milliseconds. null before the first, and where an earlier version has timed without it"),
  seq: z.int().describe("Number of the last event"),
  completedAt: z.number().nullable(),
});
export type Workflow = z.infer<typeof workflowSchema>;

/** What the workflow wants done; carried out by the dispatcher. */
export type Command = { readonly kind: "distribute" | "announce-finished" | "alert" };

export const newWorkflow = (totalTasks: number): Workflow => ({
  status: "queued",
  totalTasks,
  distributedTasks: 0,
  distributing: false,
  requeueing: false,
  reopenedBy: null,
  alerted: false,
  tally: emptyTally(),
  minScore: null,
  maxScore: null,
  tryTimes: null,
  seq: 0,
  completedAt: null,
});

export interface Folded {
  readonly events: readonly DomainEvent[];
  /** What the ledgers say changed in sum. */
  readonly change: Tally;
}

/**
 * state × events → state × commands. The tally comes from the ledgers, the rest from events by minimum, maximum
 * and "has happened", so order and repetition do not matter.
 */
export function advance(
  before: Workflow,
  { events, change }: Folded,
  options: { maxOutstandingTasks: number },
): { state: Workflow; commands: readonly Command[] } {
  let state: Workflow = {
    ...before,
    tally: addTallies(before.tally, change),
    tryTimes: tryTimesWith(before, events),
    seq: before.seq + events.length,
  };
  for (const event of events) state = apply(state, event);
  if (runsAgain(state))
    state = { ...moveTo(state, "processing"), completedAt: null, reopenedBy: "regeneration" };
  const commands: Command[] = [];
  if (shouldDistribute(state, options.maxOutstandingTasks)) {
    state = { ...state, distributing: true };
    commands.push({ kind: "distribute" });
  }
  if (shouldAlert(state)) {
    state = { ...state, alerted: true };
    commands.push({ kind: "alert" });
  }
  if (isFinished(state)) {
    state = finish(state, events);
    commands.push({ kind: "announce-finished" });
  }
  // A person has accepted the first image of a batch that had none.
  if (state.status === "failed" && state.tally.completed > 0) state = moveTo(state, "completed");
  return { state, commands };
}

function apply(state: Workflow, event: DomainEvent): Workflow {
  switch (event.type) {
    case "batch.submitted":
      return state.status === "queued" ? moveTo(state, "processing") : state;
    case "batch.distributed":
      return applyDistributed(state, event);
    case "batch.requeued":
      // An earlier report that comes late must not undo the last one.
      return { ...state, requeueing: state.requeueing && event.more };
    case "task.stepped":
      return event.status === "completed" && event.score !== null ? withScore(state, event.score) : state;
    default:
      return state;
  }
}

/** A late or repeated report of an earlier row changes nothing; one that found no room ends the distribution. */
function applyDistributed(state: Workflow, { nextRow, more }: { nextRow: number; more: boolean }): Workflow {
  const distributedTasks = nextRow - 1;
  if (distributedTasks < state.distributedTasks) return state;
  const distributing = distributedTasks === state.distributedTasks ? state.distributing && more : more;
  return { ...state, distributedTasks, distributing };
}

function withScore(state: Workflow, score: number): Workflow {
  return {
    ...state,
    minScore: Math.min(state.minScore ?? score, score),
    maxScore: Math.max(state.maxScore ?? score, score),
  };
}

/** Those of the tries to come alone would be wrong bounds for the ones that are in the tally already. */
function tryTimesWith(before: Workflow, events: readonly DomainEvent[]): Workflow["tryTimes"] {
  const times = events.flatMap((event) => (event.type === "task.stepped" ? (event.milliseconds ?? []) : []));
  if (times.length === 0) return before.tryTimes;
  if (before.tryTimes !== null) times.push(before.tryTimes.shortest, before.tryTimes.longest);
  else if (before.tally.timed > 0) return null;
  return { shortest: Math.min(...times), longest: Math.max(...times) };
}

function moveTo(state: Workflow, status: Workflow["status"]): Workflow {
  assertBatchTransition(state.status, status);
  return { ...state, status };
}

const ended = ({ tally }: Workflow): number => tally.completed + tally.failed;

/** New tasks are created when half of what may be outstanding is done. */
function shouldDistribute(state: Workflow, maxOutstandingTasks: number): boolean {
  if (state.status !== "processing" || state.distributing) return false;
  const outstanding = state.distributedTasks - ended(state);
  return state.distributedTasks < state.totalTasks && outstanding <= maxOutstandingTasks / 2;
}

const isFinished = (state: Workflow): boolean =>
  (state.status === "processing" || state.status === "paused") &&
  !state.requeueing &&
  ended(state) === state.totalTasks;

/** Tasks of a batch that had ended were queued again, without a word about the batch itself. */
const runsAgain = (state: Workflow): boolean =>
  (state.status === "completed" || state.status === "failed") && ended(state) < state.totalTasks;

/** Section 4.3 of the design: a failure rate above 10 % raises an alert. */
export const ALERT_FAILURE_RATE = 0.1;
/** A rate over fewer tasks says little; smaller batches are judged at their end. */
const ALERT_AFTER_TASKS = 20;

function shouldAlert(state: Workflow): boolean {
  const count = ended(state);
  if (state.alerted || state.status !== "processing" || count < Math.min(ALERT_AFTER_TASKS, state.totalTasks))
    return false;
  return state.tally.failed / count > ALERT_FAILURE_RATE;
}

function finish(state: Workflow, events: readonly DomainEvent[]): Workflow {
  const status = state.tally.completed === 0 ? "failed" : "completed";
  return { ...moveTo(state, status), completedAt: Math.max(...events.map(({ at }) => at)) };
}

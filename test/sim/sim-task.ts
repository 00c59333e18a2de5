import { type BatchId, type StyleScore, type TaskStepped, workspaceIdSchema } from "@assetql/contract";
import {
  acceptTry,
  beginTry,
  deferTry,
  endTry,
  parkTask,
  requeueTask,
  type TryOutcome,
  unparkTask,
} from "../../core-backend/core/src/tasks/step.ts";
import { newTask, steppedEvent, type TaskRecord } from "../../core-backend/core/src/tasks/task-record.ts";
import type { Chance } from "./chance.ts";
import { accepted, began, missed, passed, requeued, type Truth, untouched, waits } from "./truth.ts";

/** A task as the core keeps it, and beside it what truly happened. */
export interface SimTask {
  record: TaskRecord;
  readonly truth: Truth;
}

const workspaceId = workspaceIdSchema.parse("ws_simulated");
const parts = { palette: 1, composition: 1, texture: 1, lighting: 1, embedding: 1 };
const encoder = { id: "simulated", version: "1" };
const provenance = {
  generator: "simulated",
  generatorVersion: "1",
  model: "simulated",
  isDraft: true,
  seed: 1,
  attribution: [],
};
const scoreOf = (score: number): StyleScore => ({ score, rawCosine: score, parts, encoder });

export const newSimTask = (batchId: BatchId, row: number, now: number): SimTask => ({
  truth: untouched(),
  record: newTask({ batchId, workspaceId, row, prompt: "", metadata: {} }, now),
});

function move(task: SimTask, next: TaskRecord, milliseconds: number | null): TaskStepped {
  task.record = next;
  return steppedEvent(next, milliseconds);
}

export function begin(task: SimTask, now: number): TaskStepped {
  began(task.truth);
  return move(task, beginTry(task.record, now), null);
}

const outcomes = { passed: 70, deviated: 16, transient: 8, permanent: 2, unavailable: 4 } as const;

/** The end of a try, whichever it comes to. */
export function endSomehow(task: SimTask, chance: Chance, now: number): TaskStepped {
  const outcome = chance.weighted(outcomes);
  if (outcome === "unavailable") {
    waits(task.truth, "transient");
    return move(task, deferTry(task.record, "The model is away.", now), null);
  }
  const milliseconds = chance.below(4_000) * (chance.happens(0.01) ? 1_000 : 1);
  return move(
    task,
    endTry(task.record, happened(task, outcome, { chance, milliseconds }), now),
    milliseconds,
  );
}

/** Tells the truth what happened, and makes of it what the core is told. */
function happened(
  { truth }: SimTask,
  outcome: OutcomeName,
  { chance, milliseconds }: { chance: Chance; milliseconds: number },
): TryOutcome {
  const told = toOutcome(outcome, chance);
  if (told.kind === "passed") passed(truth, told.score.score, milliseconds);
  else missed(truth, told.kind === "deviated" ? "style-deviation" : told.class, milliseconds);
  return told;
}

type OutcomeName = Exclude<keyof typeof outcomes, "unavailable">;

export function toOutcome(outcome: OutcomeName, chance: Chance): TryOutcome {
  switch (outcome) {
    case "passed":
      return { kind: "passed", score: scoreOf(0.85 + chance.below(150_001) / 1_000_000) };
    case "deviated": {
      const score = scoreOf(chance.below(850_000) / 1_000_000);
      return { kind: "deviated", score, threshold: 0.85, blobKey: "rejected", provenance };
    }
    case "transient":
    case "permanent":
      return { kind: "error", class: outcome, message: "It did not work." };
  }
}

/** Puts it aside while its batch is paused; a step only if somebody died who had it. */
export function park(task: SimTask, now: number): readonly TaskStepped[] {
  const wasTaken = task.record.status === "processing";
  if (wasTaken) waits(task.truth, null);
  const event = move(task, parkTask(task.record, now), null);
  return wasTaken ? [event] : [];
}

export function unpark(task: SimTask, now: number): void {
  task.record = unparkTask(task.record, now);
}

export function requeue(task: SimTask, now: number): TaskStepped {
  requeued(task.truth, now);
  return move(task, requeueTask(task.record, { note: null, now }), null);
}

export const isAcceptable = ({ record: { status, bestTry } }: SimTask): boolean =>
  bestTry !== null && (status === "failed" || status === "completed");

/** A person accepts its best image below the gate. */
export function accept(task: SimTask, now: number): TaskStepped {
  const score = task.record.bestTry?.score ?? 0;
  accepted(task.truth, score, now);
  return move(task, acceptTry(task.record, { score: scoreOf(score), now }), null);
}

import { isTerminal } from "../../core-backend/core/src/kiro/transitions.ts";
import type { Chance } from "./chance.ts";
import { endPause, interfere } from "./person.ts";
import { dispatchSome, openBatch, runJob, type SimBatch, workOn } from "./sim-batch.ts";
import { countTruth, scoreRange } from "./truth.ts";

/** Steps without anything new after which a batch hangs. */
const HANGING = 5_000;

/** Runs one batch through its whole life, and some more of them after its end. */
export function simulateBatch(chance: Chance, number: number): SimBatch {
  const batch = openBatch(chance, number);
  const backlog = 1 + chance.below(chance.happens(0.5) ? 50 : 1_500);
  let rounds = chance.below(3);
  for (let idle = 0; idle < HANGING; ) {
    const before = batch.counts.events + batch.counts.folded;
    if (chance.happens(0.001)) interfere(batch);
    if (!advanceSomehow(batch, backlog)) {
      if (batch.kiro.workflow.status === "paused") endPause(batch);
      else if (rounds === 0 || batch.kiro.workflow.status === "cancelled") return batch;
      else {
        rounds -= 1;
        interfere(batch);
      }
    }
    idle = batch.counts.events + batch.counts.folded === before ? idle + 1 : 0;
  }
  throw new Error(`Batch ${number} hangs: ${JSON.stringify(batch.kiro.workflow)}`);
}

/** False when there is nothing left to do. */
function advanceSomehow(batch: SimBatch, backlog: number): boolean {
  const { active, chance, jobs, stream } = batch;
  if (stream.size() > 0 && (stream.size() >= backlog || (active.length === 0 && jobs.length === 0))) {
    dispatchSome(batch);
  } else if (jobs.length > 0 && (active.length === 0 || chance.happens(0.05))) runJob(batch);
  else if (active.length > 0) workOn(batch);
  else return false;
  return true;
}

/** Where kiro differs from what truly happened; empty when it does not. */
export function differences(batch: SimBatch): readonly string[] {
  const { kiro, tasks, counts } = batch;
  const { workflow } = kiro;
  const truths = tasks.map(({ truth }) => truth);
  const expected = countTruth(truths);
  const range = scoreRange(truths);
  const isCancelled = workflow.status === "cancelled";
  const ended = expected.completed + expected.failed;
  const whole = {
    tally: expected,
    status: isCancelled ? "cancelled" : expected.completed === 0 ? "failed" : "completed",
    minScore: range.min,
    maxScore: range.max,
    distributedTasks: tasks.length,
    seq: counts.folded,
  };
  const found = [];
  for (const [name, value] of Object.entries(whole)) {
    const got = workflow[name as keyof typeof whole];
    if (canonical(got) !== canonical(value))
      found.push(`${name} is ${canonical(got)}, not ${canonical(value)}`);
  }
  if (!isCancelled && ended !== workflow.totalTasks)
    found.push(`${ended} of ${workflow.totalTasks} tasks ended`);
  if (!isTerminal(workflow.status)) found.push("the batch has not ended");
  if (!isCancelled && counts.finished === 0) found.push("nobody was told that the batch has ended");
  return found;
}

/** Members in order of their names, so that equal values are equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

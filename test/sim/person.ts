import type { Control } from "../../core-backend/core/src/kiro/control.ts";
import { ask } from "./kiro.ts";
import { type SimBatch, tell } from "./sim-batch.ts";
import { accept, isAcceptable, requeue } from "./sim-task.ts";

const wishes = { regenerate: 50, accept: 20, "retry-failed": 12, pause: 12, cancel: 1 } as const;

/** A person does something to the batch, if it can be done now. */
export function interfere(batch: SimBatch): void {
  const wish = batch.chance.weighted(wishes);
  if (wish === "regenerate") regenerateSome(batch);
  else if (wish === "accept") acceptSome(batch);
  else askFor(batch, wish);
}

/** Somebody has to end a pause. */
export function endPause(batch: SimBatch): void {
  askFor(batch, batch.chance.happens(0.1) ? "cancel" : "resume");
}

function askFor(batch: SimBatch, asked: Control): void {
  if (!isPossible(batch, asked)) return;
  batch.now += 1;
  batch.counts.asked += 1;
  ask(batch.kiro, asked, batch.now);
  const { status } = batch.kiro.workflow;
  tell(batch, [{ type: "batch.changed", batchId: batch.id, status, at: batch.now }]);
  if (asked === "retry-failed") batch.jobs.push({ kind: "retry-failed", fromRow: 1 });
  if (asked === "resume") batch.jobs.push({ kind: "unpark" });
}

function isPossible({ kiro: { workflow } }: SimBatch, asked: Control): boolean {
  const { status, requeueing, tally } = workflow;
  switch (asked) {
    case "pause":
      return status === "queued" || status === "processing";
    case "resume":
      return status === "paused";
    case "cancel":
      return status === "queued" || status === "processing" || status === "paused";
    case "retry-failed":
      return tally.failed > 0 && !requeueing && status !== "cancelled";
  }
}

function regenerateSome(batch: SimBatch): void {
  if (batch.kiro.workflow.status === "cancelled") return;
  for (let tries = 1 + batch.chance.below(5); tries > 0; tries -= 1) {
    const task = batch.tasks[batch.chance.below(batch.tasks.length)];
    if (task?.record.status !== "completed") continue;
    batch.now += 1;
    batch.counts.asked += 1;
    tell(batch, [requeue(task, batch.now)]);
    batch.active.push(task);
  }
}

function acceptSome(batch: SimBatch): void {
  const task = batch.tasks.find(isAcceptable);
  if (task === undefined) return;
  batch.now += 1;
  batch.counts.asked += 1;
  tell(batch, [accept(task, batch.now)]);
}

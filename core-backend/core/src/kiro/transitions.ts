import type { Batch, TaskStatus } from "@assetql/contract";

/** Section 4.3 of the design, with the batch states `paused` and `cancelled`. What is not listed is an error. */
const batchTransitions: Readonly<Record<Batch["status"], readonly Batch["status"][]>> = {
  queued: ["processing", "paused", "cancelled"],
  processing: ["completed", "failed", "paused", "cancelled"],
  // What was in work when it was paused was the last of it.
  paused: ["processing", "cancelled", "completed", "failed"],
  // Its failed tasks are tried again.
  completed: ["processing"],
  // The same, or a person has accepted an image below the gate.
  failed: ["processing", "completed"],
  cancelled: [],
};

/**
 * `processing → processing` is a task taken up again after the process that had it died. A task that has ended is
 * queued again by a retry or, when it has an asset, by a regeneration; a failed one completes when a person accepts
 * its best try.
 */
const taskTransitions: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  queued: ["processing", "failed"],
  processing: ["processing", "retrying", "completed", "failed"],
  retrying: ["processing", "failed"],
  completed: ["queued"],
  failed: ["queued", "completed"],
};

const over: ReadonlySet<Batch["status"]> = new Set(["completed", "failed", "cancelled"]);

export class IllegalTransitionError extends Error {
  override readonly name = "IllegalTransitionError";
}

export function assertBatchTransition(from: Batch["status"], to: Batch["status"]): void {
  if (!batchTransitions[from].includes(to))
    throw new IllegalTransitionError(`A ${from} batch cannot become ${to}`);
}

export function assertTaskTransition(from: TaskStatus, to: TaskStatus): void {
  if (!taskTransitions[from].includes(to))
    throw new IllegalTransitionError(`A ${from} task cannot become ${to}`);
}

/** Nothing of it runs or waits. */
export const isTerminal = (status: Batch["status"]): boolean => over.has(status);

import type { Batch, TaskStatus } from "@assetql/contract";

/** Section 4.3 of the design, with the batch states `paused` and `cancelled`. What is not listed is an error. */
const batchTransitions: Readonly<Record<Batch["status"], readonly Batch["status"][]>> = {
  queued: ["processing", "cancelled"],
  processing: ["completed", "failed", "paused", "cancelled"],
  paused: ["processing", "cancelled"],
  completed: [],
  failed: [],
  cancelled: [],
};

/** `processing → processing` is a task taken up again after the process that had it died. */
const taskTransitions: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  queued: ["processing", "failed"],
  processing: ["processing", "retrying", "completed", "failed"],
  retrying: ["processing", "failed"],
  completed: [],
  failed: [],
};

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

export const isTerminal = (status: Batch["status"]): boolean => batchTransitions[status].length === 0;

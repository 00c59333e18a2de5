import { batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { TaskRecord } from "./task-record.ts";

/** Whether a task is still to end: one of a batch that is gone or cancelled never will. */
export async function isInWork(
  { store }: Pick<CoreDeps, "store">,
  { status, batchId }: Pick<TaskRecord, "status" | "batchId">,
): Promise<boolean> {
  if (status === "completed" || status === "failed") return false;
  const batch = (await store.get(batches, batchId))?.value;
  return batch !== undefined && batch.workflow.status !== "cancelled";
}

import { type Task, type TaskStepped, taskSchema, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableRow } from "../shared/sort-keys.ts";

export const taskRecordSchema = taskSchema.extend({
  workspaceId: workspaceIdSchema,
  step: z.int().describe("Steps taken so far: the order of its events"),
  bestTry: z
    .object({ attempt: z.int(), score: z.number(), blobKey: z.string() })
    .nullable()
    .describe("The best image below the gate, kept for a person to look at"),
});
export type TaskRecord = z.infer<typeof taskRecordSchema>;

export const tasks: Collection<TaskRecord> = {
  name: "tasks",
  parse: (value) => taskRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byBatch: ({ batchId, row }) => ({ partition: batchId, sort: sortableRow(row) }),
    byStatus: ({ batchId, row, status }) => ({ partition: `${batchId}/${status}`, sort: sortableRow(row) }),
  },
};

export function toTask({ workspaceId: _, step: __, bestTry: ___, ...task }: TaskRecord): Task {
  return task;
}

/** What the task's latest step tells its batch. */
export function steppedEvent(task: TaskRecord, milliseconds: number | null): TaskStepped {
  return {
    type: "task.stepped",
    batchId: task.batchId,
    taskId: task.id,
    row: task.row,
    step: task.step,
    status: task.status,
    tries: task.tries,
    score: task.styleScore?.score ?? null,
    errorClass: task.error?.class ?? null,
    milliseconds,
    at: task.updatedAt,
  };
}

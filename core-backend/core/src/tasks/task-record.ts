import {
  provenanceSchema,
  regenerationsSchema,
  type Task,
  type TaskStepped,
  taskSchema,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { taskIdOf } from "../shared/ids.ts";
import { sortableRow } from "../shared/sort-keys.ts";

export const taskRecordSchema = taskSchema.extend({
  workspaceId: workspaceIdSchema,
  step: z.int().describe("Steps taken so far: the order of its events"),
  parked: z
    .boolean()
    .default(false)
    .describe("Put aside while its batch is paused; no message is on its way"),
  earlierTries: z.int().default(0).describe("Of rounds before the last retry or regeneration"),
  regenerations: regenerationsSchema.optional(),
  bestTry: z
    .object({
      attempt: z.int(),
      score: z.number(),
      blobKey: z.string(),
      provenance: provenanceSchema.nullable().default(null),
    })
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
    byParked: ({ batchId, row, parked }) =>
      parked ? { partition: batchId, sort: sortableRow(row) } : undefined,
    byStatus: ({ batchId, row, status }) => ({ partition: `${batchId}/${status}`, sort: sortableRow(row) }),
  },
};

/** A task that nobody has touched yet. */
export const newTask = (
  row: Pick<TaskRecord, "batchId" | "workspaceId" | "row" | "prompt" | "metadata">,
  now: number,
): TaskRecord => ({
  ...row,
  id: taskIdOf(row.batchId, row.row),
  status: "queued",
  assetId: null,
  parked: false,
  note: null,
  tries: 0,
  earlierTries: 0,
  retryCount: 0,
  bestScore: null,
  bestTry: null,
  error: null,
  styleScore: null,
  processingStartTime: null,
  processingEndTime: null,
  updatedAt: now,
  step: 0,
});

export function toTask(record: TaskRecord): Task {
  const {
    workspaceId: _,
    step: __,
    parked: ___,
    earlierTries: ____,
    regenerations: _____,
    bestTry,
    ...task
  } = record;
  return { ...task, bestTry: bestTry === null ? null : { score: bestTry.score } };
}

/** Number of the try that runs or comes next, over all rounds: seeds and files of tries go by it. */
export const attemptOf = ({ earlierTries, tries }: Pick<TaskRecord, "earlierTries" | "tries">): number =>
  earlierTries + tries + 1;

/** What the model is asked for: the row's prompt and, in a regeneration, the person's note. */
export const promptOf = ({ prompt, note }: Pick<TaskRecord, "prompt" | "note">): string =>
  note === null ? prompt : `${prompt}, ${note}`;

/** What the task's latest step tells its batch. */
export function steppedEvent(task: TaskRecord, milliseconds: number | null): TaskStepped {
  return {
    type: "task.stepped",
    batchId: task.batchId,
    taskId: task.id,
    row: task.row,
    step: task.step,
    status: task.status,
    made: task.assetId !== null,
    ...(task.regenerations && { regenerations: task.regenerations }),
    tries: task.earlierTries + task.tries,
    score: task.styleScore?.score ?? null,
    errorClass: task.error?.class ?? null,
    milliseconds,
    at: task.updatedAt,
  };
}

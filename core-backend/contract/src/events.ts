import { z } from "zod";
import { assetIdSchema, batchIdSchema, exportIdSchema, taskIdSchema, workspaceIdSchema } from "./ids.ts";
import { timestampSchema } from "./paging.ts";
import { errorClasses } from "./resources/batch.ts";
import { taskStatuses } from "./resources/task.ts";

/**
 * A task took a step. `step` counts a task's steps, so whoever folds these events can tell which of two is the
 * later one, in whatever order and however often they arrive.
 */
export const taskSteppedSchema = z.object({
  type: z.literal("task.stepped"),
  batchId: batchIdSchema,
  taskId: taskIdSchema,
  row: z.int().positive(),
  step: z.int().nonnegative(),
  status: z.enum(taskStatuses),
  tries: z.int().nonnegative(),
  score: z.number().nullable(),
  errorClass: z.enum(errorClasses).nullable(),
  milliseconds: z.int().nonnegative().nullable().describe("Duration of the try that ended with this step"),
  at: timestampSchema,
});
export type TaskStepped = z.infer<typeof taskSteppedSchema>;

const batchEvent = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), batchId: batchIdSchema, at: timestampSchema });

export const domainEventSchema = z
  .discriminatedUnion("type", [
    taskSteppedSchema,
    batchEvent("batch.submitted"),
    batchEvent("batch.distributed").extend({
      nextRow: z.int().positive().describe("The first row that has no task yet"),
      more: z.boolean().describe("Another distribute job follows by itself"),
    }),
    batchEvent("batch.finished"),
    z.object({
      type: z.literal("asset.ready"),
      assetId: assetIdSchema,
      batchId: batchIdSchema,
      at: timestampSchema,
    }),
    z.object({
      type: z.literal("export.finished"),
      exportId: exportIdSchema,
      workspaceId: workspaceIdSchema,
      status: z.enum(["completed", "failed"]),
      at: timestampSchema,
    }),
  ])
  .meta({ id: "DomainEvent" });
export type DomainEvent = z.infer<typeof domainEventSchema>;

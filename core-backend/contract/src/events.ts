import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  commentIdSchema,
  exportIdSchema,
  publicationIdSchema,
  scheduleIdSchema,
  targetIdSchema,
  taskIdSchema,
  workspaceIdSchema,
} from "./ids.ts";
import { timestampSchema } from "./paging.ts";
import { problemCodes } from "./problem.ts";
import { reviewStates } from "./resources/asset.ts";
import { batchStatuses, errorClasses, reopenings } from "./resources/batch.ts";
import { publicationCountsSchema, publicationStatuses } from "./resources/publication.ts";
import { taskStatuses } from "./resources/task.ts";
import { regenerationsSchema } from "./resources/usage.ts";

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
  made: z.boolean().default(false).describe("The task has an asset, whatever it does now"),
  regenerations: regenerationsSchema.optional().describe("Absent until the first"),
  tries: z.int().nonnegative(),
  score: z.number().nullable(),
  errorClass: z.enum(errorClasses).nullable(),
  milliseconds: z.int().nonnegative().nullable().describe("Duration of the try that ended with this step"),
  at: timestampSchema,
});
export type TaskStepped = z.infer<typeof taskSteppedSchema>;

const batchEvent = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), batchId: batchIdSchema, at: timestampSchema });

const assetEvent = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), assetId: assetIdSchema, batchId: batchIdSchema, at: timestampSchema });

const exportEvent = <Type extends string>(type: Type) =>
  z.object({
    type: z.literal(type),
    exportId: exportIdSchema,
    workspaceId: workspaceIdSchema,
    at: timestampSchema,
  });

const scheduleEvent = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), scheduleId: scheduleIdSchema, at: timestampSchema });

const publicationEvent = <Type extends string>(type: Type) =>
  z.object({
    type: z.literal(type),
    publicationId: publicationIdSchema,
    targetId: targetIdSchema,
    at: timestampSchema,
  });

export const domainEventSchema = z
  .discriminatedUnion("type", [
    taskSteppedSchema,
    batchEvent("batch.submitted"),
    batchEvent("batch.distributed").extend({
      nextRow: z.int().positive().describe("The first row that has no task yet"),
      more: z.boolean().describe("Another distribute job follows by itself"),
    }),
    batchEvent("batch.requeued").extend({
      more: z.boolean().describe("Another job goes on with the next failed tasks"),
    }),
    batchEvent("batch.changed").extend({ status: z.enum(batchStatuses) }),
    batchEvent("batch.finished").extend({
      reopenedBy: z.enum(reopenings).nullable().default(null).describe("Why it had run again; null at first"),
    }),
    batchEvent("batch.alerted").extend({
      failedTasks: z.int(),
      endedTasks: z.int(),
      failureRate: z.number().min(0).max(1),
    }),
    batchEvent("batch.deleted"),
    assetEvent("asset.ready"),
    assetEvent("asset.changed").extend({
      version: z.int().positive(),
      review: z.enum(reviewStates),
      judged: z.boolean().default(false).describe("A person has just approved or rejected it"),
    }),
    assetEvent("asset.commented").extend({ commentId: commentIdSchema }),
    assetEvent("asset.deleted"),
    exportEvent("export.progressed").extend({ processedAssets: z.int(), totalAssets: z.int() }),
    exportEvent("export.finished").extend({ status: z.enum(["completed", "failed"]) }),
    scheduleEvent("schedule.changed"),
    scheduleEvent("schedule.ran").extend({ batchId: batchIdSchema }),
    scheduleEvent("schedule.failed").extend({
      code: z.enum(problemCodes),
      paused: z.boolean().describe("It has failed too often in a row and makes no more batches"),
    }),
    scheduleEvent("schedule.deleted"),
    publicationEvent("publication.changed").extend({ status: z.enum(publicationStatuses) }),
    publicationEvent("publication.progressed").extend({ counts: publicationCountsSchema }),
    z.object({ type: z.literal("target.changed"), targetId: targetIdSchema, at: timestampSchema }),
  ])
  .meta({ id: "DomainEvent" });
export type DomainEvent = z.infer<typeof domainEventSchema>;

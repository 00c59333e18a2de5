import { z } from "zod";
import { batchIdSchema, scheduleIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { inputProblemSchema, problemCodes } from "../problem.ts";
import { batchInputSchema } from "./batch.ts";
import { cronSchema, timeZoneSchema } from "./recurrence.ts";

export const SCHEDULE_LIMITS = {
  /** A recurring batch is made, and a target synced, at most as often. */
  leastMinutes: 5,
  /** After so many failures in a row a schedule pauses itself. */
  failuresInARow: 5,
  /** How far away a single batch may be. */
  mostDays: 3_653,
} as const;

export const scheduleStatuses = ["active", "paused", "ended"] as const;

const name = z.string().trim().min(1).max(120);
const at = timestampSchema.describe("Once, at this time: milliseconds since 1970-01-01 UTC");

/** The body of a submission; its CSV is kept, so every run makes the same rows. */
const scheduledBatchSchema = batchInputSchema
  .extend({
    name: name.optional().describe("Each batch gets it with its planned time; by default the schedule's"),
  })
  .meta({ id: "ScheduledBatchInput" });

export const createScheduleSchema = z
  .object({
    name,
    cron: cronSchema.optional(),
    timeZone: timeZoneSchema.default("UTC"),
    at: at.optional(),
    batch: scheduledBatchSchema,
  })
  .meta({ id: "CreateSchedule" });
export type CreateSchedule = z.infer<typeof createScheduleSchema>;
export type CreateScheduleInput = z.input<typeof createScheduleSchema>;

export const updateScheduleSchema = z
  .object({
    name: name.optional(),
    cron: cronSchema.optional(),
    timeZone: timeZoneSchema.optional(),
    at: at.optional(),
    status: z
      .enum(["active", "paused"])
      .optional()
      .describe("`paused` makes no batches until it is `active` again"),
  })
  .meta({ id: "UpdateSchedule" });
export type UpdateSchedule = z.infer<typeof updateScheduleSchema>;

const scheduleProblemSchema = z
  .object({
    code: z.enum(problemCodes),
    detail: z.string(),
    problems: z.array(inputProblemSchema).describe("The first ten of them"),
    at: timestampSchema,
  })
  .meta({ id: "ScheduleProblem" });

export const scheduleSchema = z
  .object({
    id: scheduleIdSchema,
    workspaceId: workspaceIdSchema,
    createdBy: z.string().describe("Id of the user or of the API key in whose name its batches are made"),
    name: z.string(),
    status: z.enum(scheduleStatuses).describe("`ended`: its only time is over"),
    pausedBy: z.enum(["person", "failures"]).nullable(),
    cron: z.string().nullable(),
    timeZone: z.string(),
    at: timestampSchema.nullable(),
    batch: batchInputSchema.omit({ csv: true, csvUploadId: true }).extend({
      name: z.string(),
      rows: z.int(),
      csvBytes: z.int(),
    }),
    nextRunAt: timestampSchema.nullable(),
    lastRunAt: timestampSchema.nullable().describe("When it last made a batch or tried to"),
    lastBatchId: batchIdSchema.nullable(),
    lastProblem: scheduleProblemSchema
      .nullable()
      .describe("Why its last run made no batch; null when it made one"),
    failuresInARow: z.int().nonnegative(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Schedule" });
export type Schedule = z.infer<typeof scheduleSchema>;

import { z } from "zod";
import { batchIdSchema, styleProfileIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { batchStatuses } from "./batch.ts";

export const daySchema = z.iso
  .date("must be a day such as 2026-11-30")
  .describe("A day, UTC, as in `2026-11-30`");

/** A range of values and how many fell into it: `from` included, `to` not, except where nothing lies above. */
export const binSchema = z
  .object({
    from: z.number(),
    to: z.number().nullable().describe("null: no upper end"),
    count: z.int().nonnegative(),
  })
  .meta({ id: "Bin" });
export type Bin = z.infer<typeof binSchema>;

export const scoreDistributionSchema = z
  .object({
    count: z.int().describe("Completed tasks with a score"),
    mean: z.number().nullable(),
    bins: z.array(binSchema).describe("Twentieths from 0 to 1; the last one holds 1 as well"),
  })
  .meta({ id: "ScoreDistribution" });
export type ScoreDistribution = z.infer<typeof scoreDistributionSchema>;

export const durationDistributionSchema = z
  .object({
    count: z.int().describe("Tasks of which a try was timed; each counts its latest try"),
    meanSeconds: z.number().nullable(),
    p50Seconds: z.number().nullable().describe("Estimated within a bin: at most a factor of two off"),
    p95Seconds: z.number().nullable().describe("As p50Seconds"),
    bins: z.array(binSchema).describe("Seconds: below 0.125, then doubling; 1,024 and more"),
  })
  .meta({ id: "DurationDistribution" });
export type DurationDistribution = z.infer<typeof durationDistributionSchema>;

/** What a number of batches came to. */
export const analyticsSummarySchema = z
  .object({
    batches: z.int(),
    tasks: z.int().describe("Rows submitted: completed, failed, and those that run or wait"),
    completed: z.int(),
    failed: z.int(),
    failuresByClass: z.object({ transient: z.int(), permanent: z.int(), "style-deviation": z.int() }),
    successRate: z.number().min(0).max(1).nullable().describe("Of the tasks that ended; null when none did"),
    tries: z.int(),
    retries: z.int(),
    costUsd: z.number(),
    scores: scoreDistributionSchema,
    durations: durationDistributionSchema,
  })
  .meta({ id: "AnalyticsSummary" });
export type AnalyticsSummary = z.infer<typeof analyticsSummarySchema>;

/** At most this many single batches are told apart; every sum has all of them. */
export const ANALYTICS_BATCHES = 50;

export const analyticsSchema = z
  .object({
    from: daySchema,
    to: daySchema,
    totals: analyticsSummarySchema,
    byStyle: z.array(
      z.object({ styleProfileId: styleProfileIdSchema, name: z.string(), summary: analyticsSummarySchema }),
    ),
    byModel: z.array(
      z.object({
        model: z.string().describe("As the batches asked for it"),
        summary: analyticsSummarySchema,
      }),
    ),
    byDay: z
      .array(
        z.object({
          day: daySchema,
          batches: z.int(),
          tasks: z.int(),
          completed: z.int(),
          failed: z.int(),
          costUsd: z.number(),
        }),
      )
      .describe("Days on which batches were submitted, oldest first, with what became of those batches"),
    byBatch: z
      .array(
        z.object({
          batchId: batchIdSchema,
          name: z.string(),
          status: z.enum(batchStatuses),
          createdAt: timestampSchema,
          threshold: z.number().describe("The gate"),
          summary: analyticsSummarySchema,
        }),
      )
      .describe(`The newest ${ANALYTICS_BATCHES}`),
  })
  .meta({ id: "Analytics" });
export type Analytics = z.infer<typeof analyticsSchema>;

import { z } from "zod";
import { timestampSchema } from "../paging.ts";
import { plans } from "./plan.ts";

export const monthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "must be a month such as 2026-11")
  .describe("A month, UTC, as in `2026-11`");

/** The new versions of one asset that people wanted, each of which counts in the month in which it was wanted. */
export const regenerationsSchema = z.object({
  making: monthSchema.nullable().describe("Of the one that is being made; null when none is"),
  made: z.record(monthSchema, z.int().positive()).describe("How many there are, by their months"),
});
export type Regenerations = z.infer<typeof regenerationsSchema>;

/** What a workspace's plan allows in the current month. */
export const quotaSchema = z
  .object({
    plan: z.enum(plans),
    limit: z.int().nullable().describe("Assets a month; null when the plan has no limit"),
    used: z.int().describe("Assets made or reserved this month; what fails or is cancelled is given back"),
    remaining: z.int().nonnegative().nullable().describe("null when the plan has no limit"),
    resetsAt: timestampSchema.describe("When the next month begins, UTC"),
  })
  .meta({ id: "Quota" });
export type Quota = z.infer<typeof quotaSchema>;

export const monthlyUsageSchema = z
  .object({
    month: monthSchema,
    batches: z.int().describe("Submitted in this month"),
    assets: z
      .int()
      .describe(
        "What counts against the quota: images made, new versions of an asset among them, or reserved by tasks that still run or wait",
      ),
    completed: z.int().describe("Images made, new versions of an asset among them"),
    failed: z.int(),
    tries: z.int().describe("Tries that ended, successful or not"),
    costUsd: z.number().describe("Tries × what one costs with the model of each batch"),
  })
  .meta({ id: "MonthlyUsage" });
export type MonthlyUsage = z.infer<typeof monthlyUsageSchema>;

export const usageSchema = z
  .object({
    quota: quotaSchema,
    months: z.array(monthlyUsageSchema).describe("Months in which images were asked for, oldest first"),
  })
  .meta({ id: "Usage" });
export type Usage = z.infer<typeof usageSchema>;

export const batchUsageSchema = z
  .object({
    tries: z.int().nonnegative().describe("Tries that ended, of all tasks"),
    costUsd: z.number().nonnegative().describe("Tries × what one cost when the batch was submitted"),
  })
  .meta({ id: "BatchUsage" });

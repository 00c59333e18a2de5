import { z } from "zod";
import { assetIdSchema, batchIdSchema, taskIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { errorClasses } from "./batch.ts";
import { styleScoreSchema } from "./style.ts";

export const taskStatuses = ["queued", "processing", "retrying", "completed", "failed"] as const;
export type TaskStatus = (typeof taskStatuses)[number];
export const MAX_TRIES = 3;

export const taskSchema = z
  .object({
    id: taskIdSchema,
    batchId: batchIdSchema,
    row: z.int().positive(),
    status: z.enum(taskStatuses),
    prompt: z.string(),
    metadata: z.record(z.string(), z.string()),
    assetId: assetIdSchema.nullable().describe("Set when completed"),
    tries: z.int().nonnegative().describe("Tries that ended, of three"),
    retryCount: z.int().nonnegative(),
    bestScore: z.number().nullable().describe("Best style score of all tries so far"),
    note: z.string().nullable().default(null).describe("What a person wanted changed"),
    bestTry: z
      .object({ score: z.number(), url: z.string().optional().describe("Signed, for an hour") })
      .nullable()
      .default(null)
      .describe("The best image below the gate, which a person may accept"),
    error: z.object({ class: z.enum(errorClasses), message: z.string() }).nullable(),
    styleScore: styleScoreSchema.nullable(),
    processingStartTime: timestampSchema.nullable(),
    processingEndTime: timestampSchema.nullable(),
    updatedAt: timestampSchema,
  })
  .meta({ id: "Task" });
export type Task = z.infer<typeof taskSchema>;

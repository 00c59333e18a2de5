import { z } from "zod";
import { assetIdSchema, batchIdSchema, exportIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

/** A job that was begun ten times and never came to an end. */
export const deadLetterSchema = z
  .object({
    id: z.string(),
    queue: z.string(),
    kind: z.string().describe("What was to be done, as in `generate`"),
    batchId: batchIdSchema.nullable(),
    assetId: assetIdSchema.nullable(),
    exportId: exportIdSchema.nullable(),
    receives: z.int().describe("How often it was begun"),
    diedAt: timestampSchema,
  })
  .meta({ id: "DeadLetter" });
export type DeadLetterResource = z.infer<typeof deadLetterSchema>;

export const redriveSchema = z
  .object({
    ids: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(1_000)
      .optional()
      .describe("All of the workspace's when absent"),
  })
  .meta({ id: "Redrive" });

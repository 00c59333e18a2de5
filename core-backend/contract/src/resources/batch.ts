import { z } from "zod";
import {
  batchIdSchema,
  styleProfileIdSchema,
  targetIdSchema,
  uploadIdSchema,
  workspaceIdSchema,
} from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { inputProblemSchema } from "../problem.ts";
import { generationSettingsSchema } from "./generation-settings.ts";
import { batchUsageSchema, quotaSchema } from "./usage.ts";

export const BATCH_LIMITS = { rows: 100_000, csvBytes: 50_000_000, templateCharacters: 8_000 } as const;

export const batchStatuses = ["queued", "processing", "completed", "failed", "paused", "cancelled"] as const;
export const errorClasses = ["transient", "permanent", "style-deviation"] as const;
/** Why a batch that had ended runs again. */
export const reopenings = ["retry", "regeneration"] as const;
export type ErrorClass = (typeof errorClasses)[number];

export const batchStatisticsSchema = z
  .object({
    successRate: z.number().min(0).max(1),
    meanStyleScore: z.number().nullable().describe("Over completed tasks; null when none completed"),
    minStyleScore: z.number().nullable(),
    maxStyleScore: z.number().nullable(),
    retries: z.int().nonnegative(),
    failuresByClass: z.object({
      transient: z.int(),
      permanent: z.int(),
      "style-deviation": z.int(),
    }),
    meanTaskSeconds: z.number().nullable(),
    totalSeconds: z.number().nullable().describe("From submission to the last task; null while running"),
  })
  .meta({ id: "BatchStatistics" });
export type BatchStatistics = z.infer<typeof batchStatisticsSchema>;

export const batchSchema = z
  .object({
    id: batchIdSchema,
    workspaceId: workspaceIdSchema,
    createdBy: z.string(),
    name: z.string(),
    status: z.enum(batchStatuses),
    styleProfileId: styleProfileIdSchema,
    template: z.string(),
    config: generationSettingsSchema,
    targetId: targetIdSchema.nullable().default(null).describe("Whose items it was made for"),
    totalTasks: z.int(),
    completedTasks: z.int(),
    failedTasks: z.int(),
    processingTasks: z.int(),
    retryingTasks: z.int(),
    queuedTasks: z.int(),
    statistics: batchStatisticsSchema,
    usage: batchUsageSchema,
    estimatedCompletion: timestampSchema.nullable(),
    seq: z.int().describe("Number of the last event folded into these counts"),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
    completedAt: timestampSchema.nullable(),
  })
  .meta({ id: "Batch" });
export type Batch = z.infer<typeof batchSchema>;

/** The CSV comes in the request, as the `csv` file of a multipart form, or as the id of a finished upload. */
export const batchInputSchema = z
  .object({
    styleProfileId: styleProfileIdSchema,
    template: z.string().min(1).max(BATCH_LIMITS.templateCharacters),
    csv: z.string().min(1).optional(),
    csvUploadId: uploadIdSchema.optional(),
    config: generationSettingsSchema.prefault({}),
    targetId: targetIdSchema
      .optional()
      .describe("The column `item_id` names items of this target; each asset remembers its own"),
  })
  .meta({ id: "BatchInput" });

export const createBatchSchema = batchInputSchema
  .extend({ name: z.string().trim().min(1).max(120) })
  .meta({ id: "CreateBatch" });
export type CreateBatch = z.infer<typeof createBatchSchema>;
export type CreateBatchInput = z.input<typeof createBatchSchema>;

/** Absent members stay as they are. */
export const updateBatchSchema = z
  .object({
    name: createBatchSchema.shape.name.optional(),
    priority: generationSettingsSchema.shape.priority.unwrap().optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: "give name or priority",
  })
  .meta({ id: "UpdateBatch" });
export type UpdateBatch = z.infer<typeof updateBatchSchema>;

/** What a submission has, so that the same body can be previewed first; the name changes nothing. */
export const previewBatchSchema = batchInputSchema
  .extend({ name: z.string().max(120).optional() })
  .meta({ id: "PreviewBatch" });
export type PreviewBatch = z.infer<typeof previewBatchSchema>;
export type PreviewBatchInput = z.input<typeof previewBatchSchema>;

export const costEstimateSchema = z
  .object({
    currency: z.literal("USD"),
    perImage: z.number(),
    total: z.number().describe("If every image passes at its first try"),
    atMost: z.number().describe("If every image takes three tries"),
    generator: z.string(),
  })
  .meta({ id: "CostEstimate" });

export const batchPreviewSchema = z
  .object({
    valid: z.boolean(),
    totalTasks: z.int(),
    columns: z.array(z.string()),
    prompts: z.array(z.object({ row: z.int(), prompt: z.string() })).describe("Of the first three rows"),
    problems: z.array(inputProblemSchema),
    estimatedCost: costEstimateSchema,
    estimatedSeconds: z.number(),
    quota: quotaSchema.describe("What is left of the month's quota, without this batch"),
  })
  .meta({ id: "BatchPreview" });
export type BatchPreview = z.infer<typeof batchPreviewSchema>;

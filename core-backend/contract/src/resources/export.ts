import { z } from "zod";
import { assetIdSchema, batchIdSchema, exportIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

export const exportPlatforms = [
  "unity",
  "shopify",
  "woocommerce",
  "wordpress",
  "contentful",
  "social",
] as const;
export const exportStatuses = ["queued", "processing", "completed", "failed"] as const;
export const EXPORT_LIFETIME_SECONDS = 7 * 24 * 3600;

export const exportOptionsSchema = z
  .object({
    jpegQuality: z.int().min(40).max(100).optional(),
    imageBaseUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .refine((url) => !/[?#]/.test(url), "must have no query and no fragment: file names are appended to it")
      .optional()
      .describe("Where the images will be reachable; fills the image columns of import CSVs"),
    pixelsPerUnit: z.int().min(1).max(4096).optional().describe("Unity sprites"),
    filterMode: z.enum(["point", "bilinear"]).optional().describe("Unity sprites"),
  })
  .meta({ id: "ExportOptions" });
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

/** Either the assets by id, or all assets of a batch. */
export const createExportSchema = z
  .object({
    platform: z.enum(exportPlatforms),
    batchId: batchIdSchema.optional(),
    assetIds: z.array(assetIdSchema).min(1).max(10_000).optional(),
    options: exportOptionsSchema.default({}),
  })
  .refine((input) => (input.batchId === undefined) !== (input.assetIds === undefined), {
    message: "give either batchId or assetIds",
  })
  .meta({ id: "CreateExport" });
export type CreateExport = z.infer<typeof createExportSchema>;
export type CreateExportInput = z.input<typeof createExportSchema>;

export const exportSchema = z
  .object({
    id: exportIdSchema,
    workspaceId: workspaceIdSchema,
    createdBy: z.string(),
    platform: z.enum(exportPlatforms),
    batchId: batchIdSchema.nullable(),
    status: z.enum(exportStatuses),
    totalAssets: z.int(),
    processedAssets: z.int(),
    skippedAssets: z.int().describe("Assets whose image could not be read; the manifest names them"),
    bytes: z.int().nullable(),
    error: z.string().nullable(),
    downloadUrl: z.string().nullable().describe("Signed, until `expiresAt`"),
    expiresAt: timestampSchema.nullable(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Export" });
export type Export = z.infer<typeof exportSchema>;

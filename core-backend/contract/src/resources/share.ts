import { z } from "zod";
import { assetIdSchema, exportIdSchema, shareIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

const DAY_SECONDS = 24 * 3600;
export const SHARE_LIFETIME_SECONDS = { default: 7 * DAY_SECONDS, most: 365 * DAY_SECONDS } as const;

/** A link that shows one asset's image, or one export's package, to whoever has it. */
export const shareSchema = z
  .object({
    id: shareIdSchema,
    workspaceId: workspaceIdSchema,
    assetId: assetIdSchema.nullable(),
    exportId: exportIdSchema.nullable(),
    url: z.string().describe("For everybody; needs no key"),
    createdBy: z.string(),
    createdAt: timestampSchema,
    expiresAt: timestampSchema,
    revokedAt: timestampSchema.nullable(),
  })
  .meta({ id: "Share" });
export type Share = z.infer<typeof shareSchema>;

export const createShareSchema = z
  .object({
    assetId: assetIdSchema.optional(),
    exportId: exportIdSchema.optional(),
    expiresInSeconds: z
      .int()
      .min(60)
      .max(SHARE_LIFETIME_SECONDS.most)
      .default(SHARE_LIFETIME_SECONDS.default)
      .describe("A week unless told; the package of an export is kept for a week in any case"),
  })
  .refine(({ assetId, exportId }) => (assetId === undefined) !== (exportId === undefined), {
    message: "give either assetId or exportId",
  })
  .meta({ id: "CreateShare" });
export type CreateShare = z.infer<typeof createShareSchema>;
export type CreateShareInput = z.input<typeof createShareSchema>;

export const downloadFormats = ["png", "jpeg", "webp"] as const;
export type DownloadFormat = (typeof downloadFormats)[number];

/** Which file of an asset's image. */
export const downloadQuerySchema = z.object({
  format: z.enum(downloadFormats).default("png"),
  width: z.coerce.number().int().min(16).max(4096).optional().describe("Pixels; never enlarged"),
  version: z.coerce.number().int().positive().optional().describe("The one that counts when absent"),
});

import { z } from "zod";
import { assetIdSchema, commentIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { problemSchema } from "../problem.ts";
import { assetSchema, tagSchema } from "./asset.ts";

export const REVIEW_LIMITS = {
  bulkAssets: 500,
  tags: 50,
  noteCharacters: 500,
  commentCharacters: 4_000,
} as const;

const note = z.string().trim().min(1).max(REVIEW_LIMITS.noteCharacters);

export const rejectAssetSchema = z
  .object({ note: note.optional().describe("Why") })
  .meta({ id: "RejectAsset" });

export const regenerateAssetSchema = z
  .object({
    note: note.optional().describe("What should be different; it is appended to the prompt"),
  })
  .meta({ id: "RegenerateAsset" });

/** Absent members stay as they are. */
export const updateAssetSchema = z
  .object({
    title: z.string().trim().min(1).max(200).optional(),
    altText: z.string().trim().max(500).optional(),
    category: z.string().trim().min(1).max(120).nullable().optional(),
    tags: z.array(tagSchema.shape.name.trim().min(1).max(40)).max(REVIEW_LIMITS.tags).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: "give at least one of title, altText, category and tags",
  })
  .meta({ id: "UpdateAsset" });
export type UpdateAsset = z.infer<typeof updateAssetSchema>;

export const reviewActions = ["approve", "reject", "regenerate", "delete"] as const;
export type ReviewAction = (typeof reviewActions)[number];

export const reviewAssetsSchema = z
  .object({
    action: z.enum(reviewActions),
    assetIds: z.array(assetIdSchema).min(1).max(REVIEW_LIMITS.bulkAssets),
    note: note.optional().describe("For `reject` and `regenerate`"),
  })
  .meta({ id: "ReviewAssets" });
export type ReviewAssets = z.infer<typeof reviewAssetsSchema>;

export const reviewResultSchema = z
  .object({
    done: z.int(),
    failed: z.int(),
    results: z.array(
      z.object({
        assetId: assetIdSchema,
        problem: problemSchema
          .pick({ code: true, detail: true })
          .nullable()
          .describe("Null when it was done"),
      }),
    ),
  })
  .meta({ id: "ReviewResult" });
export type ReviewResult = z.infer<typeof reviewResultSchema>;

export const commentSchema = z
  .object({
    id: commentIdSchema,
    assetId: assetIdSchema,
    version: z.int().positive().describe("The version it was written about"),
    author: z.string().describe("Id of the user or of the API key"),
    text: z.string(),
    createdAt: timestampSchema,
  })
  .meta({ id: "Comment" });
export type Comment = z.infer<typeof commentSchema>;

export const createCommentSchema = z
  .object({ text: z.string().trim().min(1).max(REVIEW_LIMITS.commentCharacters) })
  .meta({ id: "CreateComment" });

/** One image of an asset: the one that counts now, or one before or after it. */
export const assetVersionSchema = assetSchema
  .pick({
    version: true,
    review: true,
    reviewedBy: true,
    reviewedAt: true,
    reviewNote: true,
    prompt: true,
    styleScore: true,
    provenance: true,
    dimensions: true,
    fileSize: true,
    sha256: true,
    urls: true,
  })
  .extend({
    isCurrent: z.boolean(),
    createdAt: timestampSchema.describe("When this image was made"),
  })
  .meta({ id: "AssetVersion" });
export type AssetVersion = z.infer<typeof assetVersionSchema>;

export const assetComparisonSchema = z
  .object({
    from: assetVersionSchema,
    to: assetVersionSchema,
    scoreChange: z.number().describe("Style score of `to` less that of `from`"),
    partChanges: z.record(z.string(), z.number()).describe("Likewise, for each part of the score"),
    comparable: z.boolean().describe("False when two encoders scored them: then the changes say nothing"),
    promptChanged: z.boolean(),
    visualDifference: z
      .number()
      .min(0)
      .max(1)
      .describe("Mean absolute difference of the thumbnails' sRGB values: 0 alike, 1 black against white"),
  })
  .meta({ id: "AssetComparison" });
export type AssetComparison = z.infer<typeof assetComparisonSchema>;

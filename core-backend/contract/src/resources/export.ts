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
export const exportInclusions = ["all", "not-rejected", "approved"] as const;
export const exportStatuses = ["queued", "processing", "completed", "failed"] as const;
export const EXPORT_LIFETIME_SECONDS = 7 * 24 * 3600;

const longestSide = z.int().min(16).max(8192);

const MAX_MAPPED_TERMS = 300;
const mappedTerm = z.string().min(1).max(100);
const termMap = z
  .record(mappedTerm, mappedTerm)
  .refine((map) => Object.keys(map).length <= MAX_MAPPED_TERMS, `may have at most ${MAX_MAPPED_TERMS} terms`)
  .meta({ maxProperties: MAX_MAPPED_TERMS });

/** Our words to those of the CMS. What a term may be is the platform's; its exporter says so. */
const taxonomySchema = z
  .object({
    categories: termMap
      .optional()
      .describe(
        "Our category to theirs. WordPress: a name or slug. Contentful: `ID` or `tag:ID` of a tag, `concept:ID` of a concept",
      ),
    tags: termMap.optional().describe("Our tag to theirs, likewise"),
    unmapped: z
      .enum(["keep", "drop"])
      .optional()
      .describe("What becomes of words that are not mapped. Default keep; the package names them"),
  })
  .meta({ id: "ExportTaxonomy", description: "WordPress and Contentful; case does not matter." });

export const exportOptionsSchema = z
  .object({
    jpegQuality: z
      .int()
      .min(40)
      .max(100)
      .optional()
      .describe("Of JPEG and WebP images; not for Unity. Default 86, for a CMS 82"),
    imageFormat: z
      .enum(["jpeg", "webp", "png"])
      .optional()
      .describe("Shopify, WooCommerce, WordPress, Contentful. Default jpeg"),
    background: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #ffffff")
      .optional()
      .describe(
        "Behind transparent pixels; not for Unity. Default white for JPEG; WebP and PNG stay transparent without it",
      ),
    sizes: z
      .object({
        thumbnail: longestSide.optional(),
        medium: longestSide.optional(),
        large: longestSide.optional(),
      })
      .optional()
      .describe("Shopify, WooCommerce: longest side in pixels per size; images are never enlarged"),
    maxLongSide: longestSide
      .optional()
      .describe(
        "WordPress, Contentful, Unity: longest side in pixels; images are never enlarged. Default 1600; Unity's stay as they are",
      ),
    imageBaseUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .refine((url) => !/[?#]/.test(url), "must have no query and no fragment: file names are appended to it")
      .optional()
      .describe("Where the images will be reachable; fills the image columns of import files"),
    locale: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "must be a code such as en-US")
      .max(35)
      .optional()
      .describe("Contentful: of titles, descriptions and files. Default en-US"),
    taxonomy: taxonomySchema.optional(),
    socialFormats: z
      .array(z.enum(["instagram-square", "instagram-portrait", "facebook", "twitter"]))
      .min(1)
      .max(4)
      .optional()
      .describe("Social media: which formats. Default all"),
    textureType: z
      .enum(["sprite", "texture"])
      .optional()
      .describe("Unity: what the images are imported as; a texture has mipmaps and repeats. Default sprite"),
    pixelsPerUnit: z.int().min(1).max(4096).optional().describe("Unity sprites. Default 100"),
    filterMode: z.enum(["point", "bilinear", "trilinear"]).optional().describe("Unity. Default bilinear"),
    textureFormat: z.enum(["png", "tga"]).optional().describe("Unity; TGA is uncompressed. Default png"),
    container: z
      .enum(["zip", "unitypackage"])
      .optional()
      .describe("Unity: what the package is written in. Default zip"),
  })
  .meta({
    id: "ExportOptions",
    description: "An option that the platform has no use for is refused.",
  });
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

/** Either the assets by id, or all assets of a batch. */
export const createExportSchema = z
  .object({
    platform: z.enum(exportPlatforms),
    batchId: batchIdSchema.optional(),
    assetIds: z.array(assetIdSchema).min(1).max(10_000).optional(),
    include: z
      .enum(exportInclusions)
      .default("not-rejected")
      .describe("Which assets of the batch, by what a person decided; those chosen by id are all taken"),
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

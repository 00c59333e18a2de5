import { z } from "zod";
import { styleProfileIdSchema, uploadIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

export const STYLE_REFERENCE_LIMITS = { count: 20, bytes: 25_000_000, pixels: 50_000_000 } as const;
export const DEFAULT_DEVIATION_THRESHOLD = 0.85;

export const lockableParameters = ["colorPalette", "composition", "texture", "lighting"] as const;

export const encoderSchema = z.object({ id: z.string(), version: z.string() }).meta({ id: "Encoder" });

/** What the references have in common, in words and numbers that a person can read. */
export const styleParametersSchema = z
  .object({
    colorPalette: z
      .array(z.string().regex(/^#[0-9A-F]{6}$/))
      .describe("Dominant colours, most frequent first"),
    composition: z.object({ symmetry: z.number(), ruleOfThirds: z.number() }),
    texture: z.object({ frequency: z.string(), pattern: z.string() }),
    lighting: z.object({ brightness: z.number(), contrast: z.number() }),
  })
  .meta({ id: "StyleParameters" });
export type StyleParameters = z.infer<typeof styleParametersSchema>;

export const styleReferenceSchema = z
  .object({
    name: z.string(),
    sha256: z.string(),
    width: z.int(),
    height: z.int(),
    bytes: z.int(),
    url: z.string().optional().describe("Signed, for an hour"),
  })
  .meta({ id: "StyleReference" });

export const styleNameSchema = z.string().trim().min(1).max(120);
const deviationThresholdSchema = z.number().min(0).max(1);
const lockedParametersSchema = z.array(z.enum(lockableParameters)).max(lockableParameters.length);

export const styleProfileSchema = z
  .object({
    id: styleProfileIdSchema,
    workspaceId: workspaceIdSchema,
    createdBy: z.string(),
    name: z.string(),
    references: z.array(styleReferenceSchema),
    parameters: styleParametersSchema,
    lockedParameters: lockedParametersSchema,
    deviationThreshold: deviationThresholdSchema,
    encoder: encoderSchema.describe("What the embedding was made with; scores of two encoders never compare"),
    version: z.int().positive().describe("One more whenever the references change"),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "StyleProfile" });
export type StyleProfile = z.infer<typeof styleProfileSchema>;

/** Reference images come as the `references` files of a multipart form, or as ids of finished uploads. */
export const createStyleSchema = z
  .object({
    name: styleNameSchema,
    deviationThreshold: z.number().min(0).max(1).default(DEFAULT_DEVIATION_THRESHOLD),
    lockedParameters: lockedParametersSchema.default([]),
    referenceUploadIds: z.array(uploadIdSchema).max(STYLE_REFERENCE_LIMITS.count).default([]),
  })
  .meta({ id: "CreateStyle" });
export type CreateStyle = z.infer<typeof createStyleSchema>;
export type CreateStyleInput = z.input<typeof createStyleSchema>;

/** Absent members stay as they are; new references replace the old ones and make a new version. */
export const updateStyleSchema = z
  .object({
    name: styleNameSchema.optional(),
    deviationThreshold: deviationThresholdSchema.optional(),
    lockedParameters: lockedParametersSchema.optional(),
    referenceUploadIds: z.array(uploadIdSchema).min(1).max(STYLE_REFERENCE_LIMITS.count).optional(),
  })
  .meta({ id: "UpdateStyle" });
export type UpdateStyle = z.infer<typeof updateStyleSchema>;

/** How near an image is to its style: `score` is calibrated and is what the gate compares; parts explain it. */
export const styleScoreSchema = z
  .object({
    score: z.number().min(0).max(1),
    rawCosine: z.number().min(-1).max(1),
    parts: z.object({
      palette: z.number(),
      composition: z.number(),
      texture: z.number(),
      lighting: z.number(),
      embedding: z.number(),
    }),
    encoder: encoderSchema,
  })
  .meta({ id: "StyleScore" });
export type StyleScore = z.infer<typeof styleScoreSchema>;

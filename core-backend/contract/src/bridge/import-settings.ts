import { z } from "zod";

export const unityTextureTypes = ["sprite", "texture"] as const;
export const unityTextureFormats = ["png", "tga"] as const;
export const unityFilterModes = ["point", "bilinear", "trilinear"] as const;

/** How images become textures of a Unity project. */
export const unityImportSchema = z
  .object({
    format: z
      .enum(unityTextureFormats)
      .default("png")
      .describe("Of new files; one that is there keeps its own"),
    maxSide: z
      .int()
      .min(16)
      .max(8_192)
      .nullable()
      .default(null)
      .describe("Longest side in pixels; images are never enlarged. Null: as they are"),
    textureType: z.enum(unityTextureTypes).default("sprite"),
    pixelsPerUnit: z.int().min(1).max(4_096).default(100).describe("Of sprites"),
    filterMode: z.enum(unityFilterModes).default("bilinear"),
    atlas: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,59}$/, "must be letters, digits, spaces, hyphens and underscores")
      .nullable()
      .default(null)
      .describe("Name of the sprite atlas that the sprites go to"),
  })
  .meta({ id: "UnityImport" });
export type UnityImport = z.infer<typeof unityImportSchema>;

/** The members of what is at a project because of an asset, as plans compare them. */
export const unityFieldNames = [
  "image",
  "maxSide",
  "textureType",
  "pixelsPerUnit",
  "filterMode",
  "atlas",
  "title",
  "tags",
  "category",
  "styleScore",
  "provenance",
] as const;

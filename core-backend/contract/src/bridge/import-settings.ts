import { z } from "zod";

export const unityTextureTypes = ["sprite", "texture"] as const;
export const unityTextureFormats = ["png", "tga"] as const;
export const unityFilterModes = ["point", "bilinear", "trilinear"] as const;

const members = {
  format: z.enum(unityTextureFormats).describe("Of new files; one that is there keeps its own"),
  maxSide: z
    .int()
    .min(16)
    .max(8_192)
    .nullable()
    .describe("Longest side in pixels; images are never enlarged. Null: as they are"),
  textureType: z.enum(unityTextureTypes),
  pixelsPerUnit: z.int().min(1).max(4_096).describe("Of sprites"),
  filterMode: z.enum(unityFilterModes),
  atlas: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,59}$/, "must be letters, digits, spaces, hyphens and underscores")
    .regex(/^(?!(con|prn|aux|nul|com\d|lpt\d)$)/i, "must be a name that Windows takes for a file")
    .nullable()
    .describe("Name of the sprite atlas that the sprites go to"),
};

/** How images become textures of a Unity project. */
export const unityImportSchema = z
  .object({
    format: members.format.default("png"),
    maxSide: members.maxSide.default(null),
    textureType: members.textureType.default("sprite"),
    pixelsPerUnit: members.pixelsPerUnit.default(100),
    filterMode: members.filterMode.default("bilinear"),
    atlas: members.atlas.default(null),
  })
  .meta({ id: "UnityImport" });
export type UnityImport = z.infer<typeof unityImportSchema>;

/** What one pull has otherwise than the project's defaults; absent members are as there. */
export const unityImportChangesSchema = z.object(members).partial();

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

import { unityFieldNames, unityImportSchema } from "@assetql/contract";
import { z } from "zod";

/** The import settings that a plan compares, by the names that config and fields share. */
export const settingNames = ["maxSide", "textureType", "pixelsPerUnit", "filterMode", "atlas"] as const;

export const configSchema = z.object({
  checkout: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "must be 32 lower-case hex digits")
    .describe("Of the copy of the project, as its UserSettings say"),
  project: z.string().min(1).max(120).describe("Name of the project"),
  ...unityImportSchema.shape,
  keepSettings: z
    .boolean()
    .default(false)
    .describe("The import settings of textures that are there stay as they are"),
});
export type Config = z.infer<typeof configSchema>;

/** What a publication may set for itself; never where the project is. */
export const overridable = [...Object.keys(unityImportSchema.shape), "keepSettings"];

const titles: Readonly<Record<(typeof unityFieldNames)[number], string>> = {
  image: "Image",
  maxSide: "Longest side",
  textureType: "Texture type",
  pixelsPerUnit: "Pixels per unit",
  filterMode: "Filter mode",
  atlas: "Sprite atlas",
  title: "Title",
  tags: "Tags",
  category: "Category",
  styleScore: "Style score",
  provenance: "Where it comes from",
};

const fromAsset: ReadonlySet<string> = new Set(["title", "tags", "category", "styleScore"]);

export const manifestFields = unityFieldNames.map((name) => ({
  name,
  title: titles[name],
  from: fromAsset.has(name) ? name : null,
}));

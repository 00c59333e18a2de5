import type { AssetRecord, UnityTextureType } from "../../types.ts";
import { SPRITE_FILE_ID } from "./texture-meta.ts";

/** The file beside `Textures` that says which asset belongs to which texture. */
export const UNITY_MAPPING_NAME = "assetql-mapping.json";
const MAPPING_FORMAT_VERSION = 1;

/** What the mapping says of an asset. */
export type MappedAsset = Pick<
  AssetRecord,
  "assetId" | "version" | "sku" | "title" | "altText" | "category" | "tags" | "prompt" | "seed" | "metadata"
> & {
  style?: Pick<NonNullable<AssetRecord["style"]>, "score" | "name">;
  generator: Pick<AssetRecord["generator"], "attribution" | "isDraft">;
};

/** Where it is in the project. */
export interface MappedTexture {
  /** `Assets/…` */
  path: string;
  guid: string;
  textureType: UnityTextureType;
  /** Of the file, in pixels. */
  width: number;
  height: number;
}

export type UnityMappingEntry = ReturnType<typeof unityMappingEntry>;

/** One member of the mapping's `assets`. Only a sprite has a `spriteFileId`. */
export function unityMappingEntry(asset: MappedAsset, texture: MappedTexture) {
  return {
    assetId: asset.assetId,
    version: asset.version,
    guid: texture.guid,
    spriteFileId: texture.textureType === "sprite" ? SPRITE_FILE_ID : undefined,
    path: texture.path,
    sku: asset.sku,
    title: asset.title,
    altText: asset.altText,
    category: asset.category,
    tags: asset.tags,
    prompt: asset.prompt,
    seed: asset.seed,
    styleScore: asset.style?.score,
    styleProfile: asset.style?.name,
    attribution: asset.generator.attribution,
    isDraft: asset.generator.isDraft,
    width: texture.width,
    height: texture.height,
    metadata: asset.metadata,
  };
}

/**
 * The text of `assetql-mapping.json`.
 * @param origin what made the textures; its members stand before `assets`: `exportId` and `batchName` of an export.
 */
export function unityMappingDocument(
  origin: Readonly<Record<string, string>> & { batchName: string },
  assets: readonly UnityMappingEntry[],
): string {
  return `${JSON.stringify({ formatVersion: MAPPING_FORMAT_VERSION, ...origin, assets }, null, 2)}\n`;
}

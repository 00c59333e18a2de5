import { createHash } from "node:crypto";
import type { UnityFilterMode } from "../../types.ts";

/** Never change it: Unity knows an asset by its GUID, and scenes refer to that. */
const GUID_NAMESPACE = "assetql:unity:";
/** The id Unity itself gives the only sprite of a texture in single mode. */
const SINGLE_SPRITE_ID = "5e97eb03825dee720800000000000000";
/** The local file id of that sprite inside its texture. */
export const SPRITE_FILE_ID = 21300000;

const FILTER_MODES: Readonly<Record<UnityFilterMode, number>> = { point: 0, bilinear: 1, trilinear: 2 };
const WRAP_CLAMP = 1;
const TEXTURE_TYPE_SPRITE = 8;
const TEXTURE_SIZES = [2048, 4096, 8192, 16384] as const;

/** Closes every importer block; the spaces behind the colons are Unity's own. */
const IMPORTER_END = `  userData: 
  assetBundleName: 
  assetBundleVariant: 
`;

/** 32 hex digits, the same for the same path on every machine and in every export. */
export function unityGuid(path: string): string {
  return createHash("md5").update(GUID_NAMESPACE).update(path).digest("hex");
}

export function folderMeta(path: string): string {
  return `fileFormatVersion: 2
guid: ${unityGuid(path)}
folderAsset: yes
DefaultImporter:
${IMPORTER_END}`;
}

/** For text that Unity shows as a TextAsset, JSON included. */
export function textMeta(path: string): string {
  return `fileFormatVersion: 2
guid: ${unityGuid(path)}
TextScriptImporter:
${IMPORTER_END}`;
}

export interface SpriteImport {
  width: number;
  height: number;
  pixelsPerUnit: number;
  filterMode: UnityFilterMode;
}

/**
 * Import settings of a texture used as one sprite: no mipmaps, alpha is transparency, any size (not only
 * powers of two), clamped edges. Serialized version 11 reads in 2019.4 and later; newer editors upgrade it.
 */
export function spriteMeta(path: string, sprite: SpriteImport): string {
  return `fileFormatVersion: 2
guid: ${unityGuid(path)}
TextureImporter:
  internalIDToNameTable: []
  externalObjects: {}
  serializedVersion: 11
  mipmaps:
    mipMapMode: 0
    enableMipMap: 0
    sRGBTexture: 1
    linearTexture: 0
  isReadable: 0
  textureFormat: 1
  maxTextureSize: ${maxTextureSize(sprite)}
  textureSettings:
    serializedVersion: 2
    filterMode: ${FILTER_MODES[sprite.filterMode]}
    aniso: 1
    mipBias: 0
    wrapU: ${WRAP_CLAMP}
    wrapV: ${WRAP_CLAMP}
    wrapW: ${WRAP_CLAMP}
  nPOTScale: 0
  compressionQuality: 50
  spriteMode: 1
  spriteExtrude: 1
  spriteMeshType: 1
  alignment: 0
  spritePivot: {x: 0.5, y: 0.5}
  spritePixelsToUnits: ${sprite.pixelsPerUnit}
  spriteBorder: {x: 0, y: 0, z: 0, w: 0}
  spriteGenerateFallbackPhysicsShape: 1
  alphaUsage: 1
  alphaIsTransparency: 1
  spriteTessellationDetail: -1
  textureType: ${TEXTURE_TYPE_SPRITE}
  textureShape: 1
  platformSettings:
  - serializedVersion: 3
    buildTarget: DefaultTexturePlatform
    maxTextureSize: ${maxTextureSize(sprite)}
    resizeAlgorithm: 0
    textureFormat: -1
    textureCompression: 1
    compressionQuality: 50
    crunchedCompression: 0
    allowsAlphaSplitting: 0
    overridden: 0
  spriteSheet:
    serializedVersion: 2
    sprites: []
    outline: []
    physicsShape: []
    bones: []
    spriteID: ${SINGLE_SPRITE_ID}
    internalID: 0
    vertices: []
    indices: 
    edges: []
    weights: []
${IMPORTER_END}`;
}

/** Unity shrinks what is larger than this on import, so it must not be under the source's longest side. */
function maxTextureSize({ width, height }: SpriteImport): number {
  const longest = Math.max(width, height);
  return TEXTURE_SIZES.find((size) => size >= longest) ?? 16384;
}

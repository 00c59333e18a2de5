import type { UnityFilterMode, UnityTextureType, UnityWrapMode } from "../../types.ts";
import { metaFile } from "./meta.ts";

/** The id Unity itself gives the only sprite of a texture in single mode. */
const SINGLE_SPRITE_ID = "5e97eb03825dee720800000000000000";
/** The local file id of that sprite inside its texture. */
export const SPRITE_FILE_ID = 21300000;

/** What Unity offers as a texture's largest side. */
export const UNITY_TEXTURE_SIZES = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384] as const;
export type UnityTextureSize = (typeof UNITY_TEXTURE_SIZES)[number];
/** Unity's own default, also for images that are smaller. */
const DEFAULT_TEXTURE_SIZE = 2048;

const FILTER_MODES: Readonly<Record<UnityFilterMode, number>> = { point: 0, bilinear: 1, trilinear: 2 };
const WRAP_MODES: Readonly<Record<UnityWrapMode, number>> = { repeat: 0, clamp: 1 };

interface TypeSettings {
  textureType: number;
  spriteMode: number;
  mipmaps: 0 | 1;
  /** What becomes of sides that are no powers of two: 0 stays, 1 to the nearest. */
  nPOTScale: 0 | 1;
  wrapMode: UnityWrapMode;
  spriteId: string;
}

const TYPES: Readonly<Record<UnityTextureType, TypeSettings>> = {
  sprite: {
    textureType: 8,
    spriteMode: 1,
    mipmaps: 0,
    nPOTScale: 0,
    wrapMode: "clamp",
    spriteId: SINGLE_SPRITE_ID,
  },
  // As Unity imports a file that has no .meta. Its scaling is kept: with mipmaps, other sides than powers of two cost
  // compression or repetition on some of the platforms it builds for, and UVs don't notice it.
  texture: { textureType: 0, spriteMode: 0, mipmaps: 1, nPOTScale: 1, wrapMode: "repeat", spriteId: "" },
};

export interface TextureImport {
  /** Of the file, in pixels. */
  width: number;
  height: number;
  textureType: UnityTextureType;
  /** Of sprites; a texture keeps it for the day it is made one. */
  pixelsPerUnit: number;
  filterMode: UnityFilterMode;
  /** Default `clamp` for a sprite, `repeat` for a texture. */
  wrapMode?: UnityWrapMode | undefined;
  /** Unity shrinks what is larger on import. Default: the file's size, at least 2048. */
  maxSize?: UnityTextureSize | undefined;
  /** The group that Unity's older Sprite Packer packs it with; a SpriteAtlas goes by folders instead. */
  packingTag?: string | undefined;
}

/**
 * A texture's .meta. A sprite: the whole image, no mipmaps, any size, clamped edges. A texture: mipmaps, repeated, sides
 * at the nearest power of two. Alpha is transparency in both. Serialized version 11 reads in 2019.4 and later; newer
 * editors upgrade it.
 * @param guid `unityGuid(path)`, or the one that the project has for this asset already.
 * @throws RangeError when `guid` is not 32 lower-case hex digits.
 * @example
 * textureMeta(unityGuid(path), { width, height, textureType: "sprite", pixelsPerUnit: 100, filterMode: "bilinear" });
 */
export function textureMeta(guid: string, settings: TextureImport): string {
  const type = TYPES[settings.textureType];
  const maxSize = settings.maxSize ?? sizeFor(settings);
  return metaFile(
    guid,
    `${samplingLines(settings, maxSize)}${spriteLines(settings)}${platformLines(maxSize)}${sheetLines(type)}${packingLine(settings)}`,
  );
}

function samplingLines(settings: TextureImport, maxSize: number): string {
  const type = TYPES[settings.textureType];
  const wrap = WRAP_MODES[settings.wrapMode ?? type.wrapMode];
  return `TextureImporter:
  internalIDToNameTable: []
  externalObjects: {}
  serializedVersion: 11
  mipmaps:
    mipMapMode: 0
    enableMipMap: ${type.mipmaps}
    sRGBTexture: 1
    linearTexture: 0
  isReadable: 0
  textureFormat: 1
  maxTextureSize: ${maxSize}
  textureSettings:
    serializedVersion: 2
    filterMode: ${FILTER_MODES[settings.filterMode]}
    aniso: 1
    mipBias: 0
    wrapU: ${wrap}
    wrapV: ${wrap}
    wrapW: ${wrap}
  nPOTScale: ${type.nPOTScale}
  compressionQuality: 50
`;
}

function spriteLines({ textureType, pixelsPerUnit }: TextureImport): string {
  const type = TYPES[textureType];
  return `  spriteMode: ${type.spriteMode}
  spriteExtrude: 1
  spriteMeshType: 1
  alignment: 0
  spritePivot: {x: 0.5, y: 0.5}
  spritePixelsToUnits: ${pixelsPerUnit}
  spriteBorder: {x: 0, y: 0, z: 0, w: 0}
  spriteGenerateFallbackPhysicsShape: 1
  alphaUsage: 1
  alphaIsTransparency: 1
  spriteTessellationDetail: -1
  textureType: ${type.textureType}
  textureShape: 1
`;
}

function platformLines(maxSize: number): string {
  return `  platformSettings:
  - serializedVersion: 3
    buildTarget: DefaultTexturePlatform
    maxTextureSize: ${maxSize}
    resizeAlgorithm: 0
    textureFormat: -1
    textureCompression: 1
    compressionQuality: 50
    crunchedCompression: 0
    allowsAlphaSplitting: 0
    overridden: 0
`;
}

function sheetLines({ spriteId }: TypeSettings): string {
  return `  spriteSheet:
    serializedVersion: 2
    sprites: []
    outline: []
    physicsShape: []
    bones: []
    spriteID: ${spriteId}
    internalID: 0
    vertices: []
    indices: 
    edges: []
    weights: []
`;
}

/** Quoted, so that no tag can be anything but text, in ASCII, as Unity quotes what isn't. */
function packingLine({ packingTag }: TextureImport): string {
  if (packingTag === undefined || packingTag === "") return "";
  const quoted = JSON.stringify(packingTag.toWellFormed()).replace(
    /[^ -~]/gu,
    (letter) => `\\U${(letter.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );
  return `  spritePackingTag: ${quoted}\n`;
}

function sizeFor({ width, height }: TextureImport): UnityTextureSize {
  const longest = Math.max(width, height, DEFAULT_TEXTURE_SIZE);
  return UNITY_TEXTURE_SIZES.find((size) => size >= longest) ?? 16384;
}

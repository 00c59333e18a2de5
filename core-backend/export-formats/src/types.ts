import type { ExportProblem } from "./problems.ts";

export const EXPORT_PLATFORMS = [
  "unity",
  "shopify",
  "woocommerce",
  "wordpress",
  "contentful",
  "social",
] as const;
export type ExportPlatform = (typeof EXPORT_PLATFORMS)[number];

export interface ExportAsset {
  assetId: string;
  version: number;
  sku?: string;
  title: string;
  altText: string;
  category?: string;
  tags: readonly string[];
  prompt: string;
  seed: number;
  generator: {
    id: string;
    version: string;
    model: string;
    attribution: readonly string[];
    isDraft: boolean;
  };
  /** `score` is the calibrated style score, 0..1. */
  style?: { profileId: string; name: string; score: number; encoder: { id: string; version: string } };
  width: number;
  height: number;
  /** The row's other columns. `vendor`/`brand`, `price`, `description` and `handle` reach product CSVs. */
  metadata: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Lower-case hex of the PNG's SHA-256; checked when it is 64 hex digits. */
  sha256: string;
  /** The PNG's bytes. */
  read(): Promise<Uint8Array>;
  /** An http(s) address of the PNG for import files that want addresses. */
  publicUrl?: string;
}

/** An asset without its bytes: what may be kept until the end of an export. */
export type AssetRecord = Omit<ExportAsset, "read">;

export type CommerceSize = "thumbnail" | "medium" | "large";
export type UnityFilterMode = "point" | "bilinear" | "trilinear";
export type UnityTextureType = "sprite" | "texture";
export type UnityWrapMode = "clamp" | "repeat";
export type UnityTextureFormat = "png" | "tga";
export type ImageFormat = "jpeg" | "webp" | "png";
export type SocialFormatName = "instagram-square" | "instagram-portrait" | "facebook" | "twitter";

/** Our words for things to the words of the system that the images go to; case and outer blanks don't matter. */
export interface TaxonomyMapping {
  /**
   * WordPress: a category's name or slug. Contentful: `ID` or `tag:ID` of a tag, `concept:ID` of a concept of the
   * taxonomy, all of which must exist.
   */
  categories?: Readonly<Record<string, string>> | undefined;
  /** Likewise, of tags. */
  tags?: Readonly<Record<string, string>> | undefined;
  /** What happens to words that are not in it. Default `keep`: they go along as they are. */
  unmapped?: "keep" | "drop" | undefined;
}

/** An option that the platform has no use for is refused. */
export interface ExportOptions {
  /** Of JPEG and WebP, 1..100; not for Unity. Default: 86 for commerce and social, 82 for a CMS. */
  jpegQuality?: number | undefined;
  /** Commerce and CMS. Default JPEG. */
  imageFormat?: ImageFormat | undefined;
  /**
   * Hex colour (`#rrggbb`) put behind transparent pixels; not for Unity. Default white for JPEG; WebP and PNG stay
   * transparent without it.
   */
  background?: string | undefined;
  /** Commerce: longest side in pixels per size, 16..8192. */
  sizes?: { readonly [size in CommerceSize]?: number | undefined } | undefined;
  /** CMS, Unity: longest side in pixels, 16..8192. Default 1600 for a CMS; Unity's images stay as they are. */
  maxLongSide?: number | undefined;
  /** Commerce, CMS: http(s) folder where the images will be hosted; import files then say `imageBaseUrl/fileName`. */
  imageBaseUrl?: string | undefined;
  /** Contentful. Default `en-US`. */
  locale?: string | undefined;
  /** CMS. Without it tags and categories go along as they are. */
  taxonomy?: TaxonomyMapping | undefined;
  /** Social: which of them. Default all. */
  socialFormats?: readonly SocialFormatName[] | undefined;
  /** Unity. Default sprite; a texture has mipmaps and repeats. */
  textureType?: UnityTextureType | undefined;
  /** Unity. Above 0, at most 100000. Default 100. */
  pixelsPerUnit?: number | undefined;
  /** Unity. Default bilinear. */
  filterMode?: UnityFilterMode | undefined;
  /** Unity. Default PNG; TGA is uncompressed. */
  textureFormat?: UnityTextureFormat | undefined;
  /** Unity. Default ZIP. */
  container?: "zip" | "unitypackage" | undefined;
}

export interface ExportJob {
  platform: ExportPlatform;
  batchName: string;
  exportId: string;
  assets: AsyncIterable<ExportAsset>;
  options: ExportOptions;
  signal: AbortSignal;
  /** Called after each asset, skipped ones included, with how many are behind us. */
  onProgress?(done: number): void;
}

export interface ExportSummary {
  /** Files in the package, documents included. */
  files: number;
  /** Assets in the package, skipped ones not counted. */
  assets: number;
  /** Size of the package. */
  bytes: number;
  /** One per skipped asset. */
  problems: readonly ExportProblem[];
}

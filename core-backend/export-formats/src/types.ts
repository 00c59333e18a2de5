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

export interface ExportOptions {
  /** 1..100. Default: 86 for commerce and social, 82 for a CMS. */
  jpegQuality?: number;
  /** Hex colour (`#rrggbb`) put behind transparent pixels in JPEGs. Default white. */
  background?: string;
  /** Longest side in pixels per commerce size, 16..8192. */
  sizes?: Partial<Record<CommerceSize, number>>;
  /** Longest side in pixels of CMS images, 16..8192. Default 1600. */
  maxLongSide?: number;
  /** http(s) folder where the package's images will be hosted; import files then say `baseUrl/fileName`. */
  baseUrl?: string;
  /** Contentful locale. Default `en-US`. */
  locale?: string;
  unity?: { pixelsPerUnit?: number; filterMode?: UnityFilterMode; textureFormat?: "png" | "tga" };
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
  /** Files in the ZIP, documents included. */
  files: number;
  /** Assets in the ZIP, skipped ones not counted. */
  assets: number;
  /** Size of the ZIP. */
  bytes: number;
  /** One per skipped asset. */
  problems: readonly ExportProblem[];
}

import type { PackageContainer } from "../containers/container.ts";
import type { SourceImage } from "../images/source-image.ts";
import type { ResolvedOptions } from "../options.ts";
import type { AssetRecord, ExportOptions, ExportPlatform } from "../types.ts";

/** What is known of one image file made of an asset. */
export interface RenditionFacts {
  /** What it is for: `texture`, `large`, `web`, `instagram-square`, … */
  role: string;
  contentType: string;
  width: number;
  height: number;
  /** JPEG quality, 1..100. */
  quality?: number;
  /** Output pixels per source pixel, where above 1: the image was enlarged. */
  enlarged?: number;
  /** Lower-case hex, where it is known already. */
  sha256?: string;
}

export interface Rendition extends RenditionFacts {
  bytes: Uint8Array;
}

/** The facts alone: bytes on their way out must not stay in memory until the last asset. */
export function factsOf({ bytes: _bytes, ...facts }: Rendition): RenditionFacts {
  return facts;
}

/** A file with its place in the package. */
export interface PlacedFile {
  path: string;
  role: string;
  contentType: string;
  bytes: Uint8Array;
  rendition?: RenditionFacts;
}

export interface PackageDocument {
  path: string;
  bytes: Uint8Array;
}

export interface PackageContext {
  batchName: string;
  exportId: string;
  options: ResolvedOptions;
}

interface PackageEnding {
  documents: readonly PackageDocument[];
  /** The README's steps, one paragraph each, in order. */
  steps: readonly string[];
  /** What the README says besides, a paragraph each. */
  remarks?: readonly string[];
  /** Further members of manifest.json. */
  manifest?: Readonly<Record<string, unknown>>;
}

/** One package being written. */
export interface OpenPackage {
  /** Files that don't depend on any asset, written first. */
  readonly opening: readonly PackageDocument[];
  /** Makes an asset's images. Several run at once, in no particular order. */
  render(source: SourceImage): Promise<readonly Rendition[]>;
  /** Names an asset's images. Called one at a time, in the order of the export. */
  place(asset: AssetRecord, renditions: readonly Rendition[]): readonly PlacedFile[];
  /** Called once, after the last asset. */
  finish(): PackageEnding;
  /**
   * Where README.txt and its like go, with the files that must stand before them. Without it they stay at the
   * package's root.
   */
  placeDocument?(document: PackageDocument): readonly PackageDocument[];
}

/** Everything this package knows of a platform. */
export interface PlatformFormat {
  platform: ExportPlatform;
  title: string;
  /** What packages are written in. Default ZIP. */
  container?(options: ExportOptions): PackageContainer;
  open(context: PackageContext): OpenPackage;
}

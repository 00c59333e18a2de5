import sharp, { type Sharp } from "sharp";
import { AssetFault } from "../problems.ts";
import { inspectPng, isPng, MAX_PIXELS, verifyPngChecksums } from "./png.ts";

/** Rows of 8-bit samples, top down, in sRGB. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** A PNG, checked; its pixels are decoded once, however many sizes are made of them. */
export interface ImagePixels {
  /** The PNG as it is, its checksums verified. @throws AssetFault `asset-unreadable` */
  intactPng(): Uint8Array;
  readonly width: number;
  readonly height: number;
  /** sRGB without alpha, `background` behind transparent pixels. @throws AssetFault `asset-unreadable` */
  opaquePixels(): Promise<Pixels>;
  /** sRGB with alpha. @throws AssetFault `asset-unreadable` */
  pixelsWithAlpha(): Promise<Pixels>;
  /** sRGB, with alpha where the PNG has it. @throws AssetFault `asset-unreadable` */
  pixelsAsDrawn(): Promise<Pixels>;
}

/** One asset's PNG. */
export interface SourceImage extends ImagePixels {
  /** Lower-case hex. */
  readonly sha256: string;
}

/** @throws AssetFault when `png` is not a whole PNG or has too many pixels. */
export function openSourceImage(
  { png, sha256 }: { png: Uint8Array; sha256: string },
  background: string,
): SourceImage {
  return { ...openPng(png, background), sha256 };
}

/**
 * @returns the image's pixels; `isPng` says whether it was a PNG before: anything else that sharp reads becomes one.
 * @throws AssetFault when it can't be decoded or has too many pixels.
 */
export async function openAnyImage(bytes: Uint8Array): Promise<{ source: ImagePixels; isPng: boolean }> {
  if (isPng(bytes)) return { source: openPng(bytes, NO_BACKGROUND), isPng: true };
  const pipeline = decoderOf(bytes).autoOrient().png();
  return { source: openPng(await pipeline.toBuffer().catch(undecodable), NO_BACKGROUND), isPng: false };
}

/** For those who ask for no opaque pixels of an image with transparency. */
const NO_BACKGROUND = "#000000";

const decoderOf = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" }).toColourspace("srgb");

function openPng(png: Uint8Array, background: string): ImagePixels {
  const { width, height } = inspectPng(png);
  const decoder = () => decoderOf(png);
  let opaque: Promise<Pixels> | undefined;
  const opaquePixels = () => {
    opaque ??= decode(decoder().flatten({ background }), 3);
    return opaque;
  };
  const pixelsWithAlpha = () => decode(decoder().ensureAlpha(), 4);
  return {
    intactPng() {
      verifyPngChecksums(png);
      return png;
    },
    width,
    height,
    opaquePixels,
    pixelsWithAlpha,
    async pixelsAsDrawn() {
      const { hasAlpha } = await decoder().metadata().catch(undecodable);
      return hasAlpha ? pixelsWithAlpha() : opaquePixels();
    },
  };
}

async function decode(pipeline: Sharp, channels: 3 | 4): Promise<Pixels> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true }).catch(undecodable);
  if (info.channels !== channels) throw new Error(`decoded ${info.channels} channels instead of ${channels}`);
  return { data, width: info.width, height: info.height, channels };
}

function undecodable(cause: unknown): never {
  throw new AssetFault("asset-unreadable", "The image can't be decoded. Generate it again.", { cause });
}

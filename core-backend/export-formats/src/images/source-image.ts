import sharp, { type Sharp } from "sharp";
import { AssetFault } from "../problems.ts";
import { inspectPng, MAX_PIXELS, verifyPngChecksums } from "./png.ts";

/** Rows of 8-bit samples, top down, in sRGB. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** One asset's PNG, checked; its pixels are decoded once, however many sizes are made of them. */
export interface SourceImage {
  /** The PNG as it is, its checksums verified. @throws AssetFault `asset-unreadable` */
  intactPng(): Uint8Array;
  /** Of the PNG, lower-case hex. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** sRGB without alpha, `background` behind transparent pixels. @throws AssetFault `asset-unreadable` */
  opaquePixels(): Promise<Pixels>;
  /** sRGB with alpha. @throws AssetFault `asset-unreadable` */
  pixelsWithAlpha(): Promise<Pixels>;
  /** sRGB, with alpha where the PNG has it. @throws AssetFault `asset-unreadable` */
  pixelsAsDrawn(): Promise<Pixels>;
}

/** @throws AssetFault when `png` is not a whole PNG or has too many pixels. */
export function openSourceImage(
  { png, sha256 }: { png: Uint8Array; sha256: string },
  background: string,
): SourceImage {
  const { width, height } = inspectPng(png);
  const decoder = () => sharp(png, { limitInputPixels: MAX_PIXELS, failOn: "error" }).toColourspace("srgb");
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
    sha256,
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

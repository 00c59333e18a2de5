import sharp, { type Sharp } from "sharp";
import type { ImageFormat } from "../types.ts";
import type { Pixels } from "./source-image.ts";

export const imageTypes: Readonly<Record<ImageFormat, { extension: string; contentType: string }>> = {
  jpeg: { extension: "jpg", contentType: "image/jpeg" },
  webp: { extension: "webp", contentType: "image/webp" },
  png: { extension: "png", contentType: "image/png" },
};

export interface EncodedImage {
  bytes: Buffer;
  width: number;
  height: number;
  /** Not of a PNG, which loses nothing. */
  quality?: number;
}

export interface Encoding {
  format: ImageFormat;
  /** 1..100; a PNG has none. */
  quality: number;
}

/** `pixels` as an image whose sides are at most `longSide`; never larger than the source. */
export async function imageWithin(
  pixels: Pixels,
  longSide: number,
  { format, quality }: Encoding,
): Promise<EncodedImage> {
  const scaled = within(pixels, longSide);
  const encoder = {
    jpeg: () => scaled.jpeg({ quality }),
    webp: () => scaled.webp({ quality }),
    png: () => scaled.png(),
  }[format];
  const encoded = await encoder().toBuffer({ resolveWithObject: true });
  const image = { bytes: encoded.data, width: encoded.info.width, height: encoded.info.height };
  return format === "png" ? image : { ...image, quality };
}

/** Likewise, as pixels. */
export async function pixelsWithin(pixels: Pixels, longSide: number): Promise<Pixels> {
  if (Math.max(pixels.width, pixels.height) <= longSide) return pixels;
  const { data, info } = await within(pixels, longSide).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: pixels.channels };
}

function within({ data, width, height, channels }: Pixels, longSide: number): Sharp {
  return sharp(data, { raw: { width, height, channels } }).resize({
    width: longSide,
    height: longSide,
    fit: "inside",
    withoutEnlargement: true,
  });
}

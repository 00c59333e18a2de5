import { imageTypes, imageWithin, pixelsWithin } from "../../images/scale.ts";
import { type ImagePixels, openAnyImage } from "../../images/source-image.ts";
import { AssetFault } from "../../problems.ts";
import type { UnityTextureFormat } from "../../types.ts";
import { encodeTga, MAX_TGA_SIDE, TGA_CONTENT_TYPE } from "./tga.ts";

export interface UnityTextureRequest {
  format: UnityTextureFormat;
  /** Longest side in pixels, a whole number above 0; nothing is enlarged. Default: as it is. */
  maxSide?: number | undefined;
}

export interface UnityTexture {
  bytes: Uint8Array;
  /** Of `bytes`, in pixels. */
  width: number;
  height: number;
  contentType: string;
  /** `bytes` are those of the source, so that what is known of them (their SHA-256) still holds. */
  isSource: boolean;
}

/**
 * An image as a file for Unity. A PNG that needs no smaller size passes as it is, once its checksums are verified; an
 * image of another kind becomes a PNG; a TGA has 32 bits and no compression.
 * @throws AssetFault `asset-unreadable`, or `asset-too-large` (over 40 megapixels, or a side longer than TGA has).
 * @example
 * const { bytes, width, height } = await renderUnityTexture({ bytes: png }, { format: "tga", maxSide: 512 });
 */
export async function renderUnityTexture(
  image: { bytes: Uint8Array },
  request: UnityTextureRequest,
): Promise<UnityTexture> {
  const { source, isPng } = await openAnyImage(image.bytes);
  const texture = await renderTexture(source, request);
  return { ...texture, isSource: texture.isSource && isPng };
}

/** Likewise, of an image that is open. */
export async function renderTexture(
  source: ImagePixels,
  { format, maxSide }: UnityTextureRequest,
): Promise<UnityTexture> {
  const longest = Math.max(source.width, source.height);
  const side = maxSide === undefined || maxSide >= longest ? longest : maxSide;
  if (format === "tga") return renderTga(source, side);
  const { contentType } = imageTypes.png;
  if (side === longest) {
    const { width, height } = source;
    return { bytes: source.intactPng(), width, height, contentType, isSource: true };
  }
  const image = await imageWithin(await source.pixelsAsDrawn(), side, { format: "png", quality: 100 });
  return { ...image, contentType, isSource: false };
}

async function renderTga(source: ImagePixels, side: number): Promise<UnityTexture> {
  if (side > MAX_TGA_SIDE) {
    throw new AssetFault("asset-too-large", `A TGA can't have sides longer than ${MAX_TGA_SIDE} pixels.`);
  }
  const pixels = await pixelsWithin(await source.pixelsWithAlpha(), side);
  const { width, height } = pixels;
  return { bytes: encodeTga(pixels), width, height, contentType: TGA_CONTENT_TYPE, isSource: false };
}

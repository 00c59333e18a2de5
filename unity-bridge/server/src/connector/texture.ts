import { extname } from "node:path";
import { ConnectorError } from "@assetql/connector-sdk";
import { type PublishableAsset, type UnityImport, unityTextureFormats } from "@assetql/contract";
import { AssetFault, renderUnityTexture, type UnityTexture } from "@assetql/export-formats";
import type { Change } from "./parts.ts";

export type TextureFormat = UnityImport["format"];

/** Of a file in the project; undefined for a name of another kind. */
export function formatOf(path: string): TextureFormat | undefined {
  const extension = extname(path).slice(1).toLowerCase();
  return unityTextureFormats.find((format) => format === extension);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As large as it may be with no side longer than `maxSide`; never enlarged. */
export function sizeWithin({ width, height }: Size, maxSide: number | null): Size {
  const longest = Math.max(width, height);
  if (maxSide === null || longest <= maxSide) return { width, height };
  const scaled = (side: number): number => Math.max(1, Math.round((side * maxSide) / longest));
  return { width: scaled(width), height: scaled(height) };
}

/** What a hub makes images as narrow as. */
const HUB_WIDTH = { least: 16, most: 4_096 } as const;

interface Wanted {
  readonly format: TextureFormat;
  readonly maxSide: number | null;
}

const BYTES_A_PIXEL = 4;
/** Of small ones, too, only a few at once. */
const LEAST_BYTES = 1_048_576;

/** About the most that an image needs until it is sent, bytes: a file is hardly larger than its pixels. */
export function memoryFor(
  { dimensions }: Pick<PublishableAsset, "dimensions">,
  { format, maxSide }: Wanted,
): number {
  const { width, height } = sizeWithin(dimensions, maxSide);
  const file = Math.max(LEAST_BYTES, width * height * BYTES_A_PIXEL);
  // The pixels come beside the files that they are of, and go to.
  return format === "tga" || width < dimensions.width ? 3 * file : file;
}

/** The asset's image as a file for the project. Throws ConnectorErrors. */
export async function renderTexture(
  context: Pick<Change, "image">,
  asset: PublishableAsset,
  { format, maxSide }: Wanted,
): Promise<UnityTexture> {
  const { width } = sizeWithin(asset.dimensions, maxSide);
  const isNarrower = width < asset.dimensions.width && width >= HUB_WIDTH.least && width <= HUB_WIDTH.most;
  const image = await context.image({ format: "png", ...(isNarrower ? { width } : {}) });
  try {
    return await renderUnityTexture(image, { format, ...(maxSide === null ? {} : { maxSide }) });
  } catch (error) {
    if (!(error instanceof AssetFault)) throw error;
    throw new ConnectorError("file-refused", `The image cannot become a texture: ${error.message}`, {
      cause: error,
    });
  }
}

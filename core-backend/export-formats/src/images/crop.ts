import sharp, { type Sharp } from "sharp";
import type { EncodedImage } from "./scale.ts";
import type { Pixels } from "./source-image.ts";

/** Its quality is known. */
export type Jpeg = Required<EncodedImage>;

/** `region` of `pixels`, scaled with Lanczos to exactly `width` x `height`, as a JPEG. */
export async function jpegOfRegion(
  pixels: Pixels,
  region: Region,
  { width, height, quality }: { width: number; height: number; quality: number },
): Promise<Jpeg> {
  const bytes = await pipeline(pixels)
    .extract(region)
    .resize(width, height, { fit: "fill", kernel: "lanczos3" })
    .jpeg({ quality })
    .toBuffer();
  return { bytes, width, height, quality };
}

export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A point in an image, both coordinates 0..1. */
export interface Focus {
  x: number;
  y: number;
}

const FOCUS_SIDE = 256;

/**
 * Where libvips' attention strategy looks: edges, saturation and skin tones. Found once on a reduction; the
 * strategy itself works on about 32 pixels a side, so asking it for each crop at full size finds no more and
 * costs a second resize each time.
 */
export async function findFocus(pixels: Pixels): Promise<Focus> {
  const { data, info } = await pipeline(pixels)
    .resize({ width: FOCUS_SIDE, height: FOCUS_SIDE, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  if (width < 2 || height < 2) return { x: 0.5, y: 0.5 };
  const reduced = { data, width, height, channels: pixels.channels };
  const wide = width >= height;
  const crop = await pipeline(reduced)
    .resize(wide ? Math.ceil(width / 2) : width, wide ? height : Math.ceil(height / 2), {
      fit: "cover",
      position: "attention",
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { attentionX = width / 2, attentionY = height / 2 } = crop.info;
  return { x: clamp(attentionX / width, [0, 1]), y: clamp(attentionY / height, [0, 1]) };
}

/** The largest region of `source` with the aspect of `target` that has `focus` as near its middle as it can. */
export function coverRegion(
  source: { width: number; height: number },
  target: { width: number; height: number },
  focus: Focus,
): Region {
  const scale = Math.max(target.width / source.width, target.height / source.height);
  const width = clamp(Math.round(target.width / scale), [1, source.width]);
  const height = clamp(Math.round(target.height / scale), [1, source.height]);
  return {
    left: clamp(Math.round(focus.x * source.width - width / 2), [0, source.width - width]),
    top: clamp(Math.round(focus.y * source.height - height / 2), [0, source.height - height]),
    width,
    height,
  };
}

function pipeline({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(Math.max(value, low), high);
}

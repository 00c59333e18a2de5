import sharp from "sharp";
import { DRAWN_STYLES, drawPicture } from "../scripts/drawn-styles.ts";
import { extractFeatures, type StyleFeatures } from "./extract-features.ts";
import { ANALYSIS_SIZE, type Pixels } from "./pixels.ts";

/** One picture of a drawn style, as pixels at the analysis size. For tests. */
export async function drawnPixels(name: string, seed: number): Promise<Pixels> {
  const style = DRAWN_STYLES.find((one) => one.name === name);
  if (!style) throw new Error(`There is no drawn style ${name}.`);
  const { data, info } = await sharp(await drawPicture(style, seed))
    .resize(ANALYSIS_SIZE, ANALYSIS_SIZE, { fit: "inside" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The features of pictures `from` to `to` (inclusive) of a drawn style. */
export async function drawnFeatures(name: string, from: number, to: number): Promise<StyleFeatures[]> {
  const features: StyleFeatures[] = [];
  for (let seed = from; seed <= to; seed++) features.push(extractFeatures(await drawnPixels(name, seed)));
  return features;
}

/** Every pixel through `colour`, which sees and returns r, g, b. */
export function mapPixels({ width, height, data }: Pixels, colour: (rgb: number[]) => number[]): Pixels {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 3) out.set(colour([...data.subarray(i, i + 3)]), i);
  return { width, height, data: out };
}

/** Left and right exchanged. */
export function mirrored({ width, height, data }: Pixels): Pixels {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const from = (i - x + width - 1 - x) * 3;
    out.set(data.subarray(from, from + 3), i * 3);
  }
  return { width, height, data: out };
}

/** `share` of the second picture over the first; both of one size. */
export function blended(one: Pixels, other: Pixels, share: number): Pixels {
  return { ...one, data: one.data.map((v, i) => Math.round(v + share * ((other.data[i] ?? 0) - v))) };
}

/** An image of one colour. */
export function solid(width: number, height: number, rgb: readonly number[]): Pixels {
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, (_, i) => rgb[i % 3] ?? 0) };
}

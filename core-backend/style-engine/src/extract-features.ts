import type { PaletteColour } from "./colour/palette.ts";
import type { Composition } from "./features/composition.ts";
import { embed } from "./features/embedding.ts";
import type { Lighting } from "./features/lighting.ts";
import { measure } from "./features/measure.ts";
import type { Texture } from "./features/texture.ts";
import type { Pixels } from "./pixels.ts";

/** Which encoder made an embedding. Only features of one id and version may be compared. */
export interface EncoderIdentity {
  id: string;
  version: string;
}

/** The style of one picture, as plain JSON (about 6 KB). */
export interface StyleFeatures {
  encoder: EncoderIdentity;
  /** At most 5 colours, heaviest first. */
  palette: PaletteColour[];
  composition: Composition;
  texture: Texture;
  lighting: Lighting;
  /** A unit vector; its length depends on the encoder. */
  embedding: number[];
}

/** The encoder of this package: Lab colour, oriented gradients, Haar detail and local binary patterns. */
export const BUILT_IN_ENCODER: EncoderIdentity = { id: "assetql-statistics", version: "1" };

/**
 * Measures the style of one picture. The same pixels give the same features.
 *
 * @param pixels an image whose longer side is {@link ANALYSIS_SIZE}
 * @throws StyleError `invalid_pixels`
 * @example
 * const { data, info } = await sharp(file).resize(ANALYSIS_SIZE, ANALYSIS_SIZE, { fit: "inside" })
 *   .flatten({ background: "#fff" }).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
 * extractFeatures({ width: info.width, height: info.height, data });
 */
export function extractFeatures(pixels: Pixels): StyleFeatures {
  const { palette, composition, texture, lighting, source } = measure(pixels);
  return {
    encoder: { ...BUILT_IN_ENCODER },
    palette,
    composition,
    texture,
    lighting,
    embedding: embed(source),
  };
}

/** The same picture with the embedding of another encoder (CLIP, say) in place of the built-in one. */
export function withEmbedding(
  features: StyleFeatures,
  encoder: EncoderIdentity,
  embedding: readonly number[],
): StyleFeatures {
  return { ...features, encoder: { ...encoder }, embedding: [...embedding] };
}

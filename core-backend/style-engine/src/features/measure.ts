import { rgbImageToLab } from "../colour/lab.ts";
import { extractPalette, type PaletteColour } from "../colour/palette.ts";
import { assertPixels, type Pixels } from "../pixels.ts";
import { colourStatistics } from "./colour-statistics.ts";
import { type Composition, compositionOf } from "./composition.ts";
import { detailStatistics } from "./detail.ts";
import type { EmbeddingSource } from "./embedding.ts";
import { gradientStatistics } from "./gradients.ts";
import { type Lighting, lightingOf } from "./lighting.ts";
import { localPatterns } from "./local-patterns.ts";
import { channelOf, halve, type Plane, pyramid } from "./plane.ts";
import { type Texture, textureOf } from "./texture.ts";

const LEVELS = 4;
const CHROMA_LEVELS = 2;

/** Everything measured on one image, before it is embedded. */
export interface Measurements {
  palette: PaletteColour[];
  composition: Composition;
  texture: Texture;
  lighting: Lighting;
  source: EmbeddingSource;
}

/** @throws StyleError `invalid_pixels` */
export function measure(pixels: Pixels): Measurements {
  assertPixels(pixels);
  const lab = rgbImageToLab(pixels.data);
  const lightness = pyramid(channelOf(lab, pixels, 0), LEVELS);
  const levels = lightness.map((plane) => ({
    detail: detailStatistics(plane),
    gradients: gradientStatistics(plane),
  }));
  const patterns = lightness.slice(0, 2).map(localPatterns);
  const [finest, half, quarter] = lightness;
  const flat = { width: 1, height: 1, data: new Float32Array(1) };
  return {
    palette: extractPalette(pixels.data, lab),
    composition: compositionOf(quarter ?? flat, levels[1]?.gradients ?? gradientStatistics(half ?? flat)),
    texture: textureOf(levels, patterns[0] ?? localPatterns(flat)),
    lighting: lightingOf(finest ?? flat),
    source: { colour: colourStatistics(lab), levels, chromaLevels: chromaGradients(lab, pixels), patterns },
  };
}

/** Gradients of chroma, from half the analysis size down: colour is coarser than light in pictures as in eyes. */
function chromaGradients(lab: Float32Array, size: { width: number; height: number }) {
  const a = halve(channelOf(lab, size, 1));
  const b = halve(channelOf(lab, size, 2));
  return pyramid(chromaOf(a, b), CHROMA_LEVELS).map(gradientStatistics);
}

function chromaOf(a: Plane, b: Plane): Plane {
  const data = a.data.map((value, i) => Math.sqrt(value * value + (b.data[i] ?? 0) ** 2));
  return { width: a.width, height: a.height, data };
}

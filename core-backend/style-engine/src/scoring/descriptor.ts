import { mergePalettes } from "../colour/palette.ts";
import { paletteDistance } from "../colour/transport.ts";
import type { StyleFeatures } from "../extract-features.ts";
import type { StyleDescriptor, StyleParts } from "./style-model.ts";

// A set may have more colours than one picture of it.
const PROTOTYPE_COLOURS = 8;

/** One picture's place in each part's space. */
export function describe(features: StyleFeatures): StyleDescriptor {
  const { composition, texture, lighting } = features;
  const { edges, symmetry, ruleOfThirds, layout } = composition;
  return {
    palette: features.palette,
    composition: [
      Math.sqrt(edges.density),
      ...edges.orientations.map(Math.sqrt),
      symmetry.leftRight / 2,
      symmetry.topBottom / 2,
      ruleOfThirds,
      ...layout.map(Math.sqrt),
    ],
    texture: [
      ...texture.energy.map((energy) => Math.log1p(energy) / 4),
      texture.frequency,
      texture.anisotropy,
      Math.log(texture.sparseness) / 4,
      ...texture.magnitudes.map(Math.sqrt),
      ...texture.patterns.map(Math.sqrt),
    ],
    lighting: cumulative(lighting.histogram),
    embedding: features.embedding,
  };
}

/** The middle of one or more pictures. */
export function prototypeOf(descriptors: readonly StyleDescriptor[]): StyleDescriptor {
  return {
    palette: mergePalettes(
      descriptors.map((d) => d.palette),
      PROTOTYPE_COLOURS,
    ),
    composition: mean(descriptors.map((d) => d.composition)),
    texture: mean(descriptors.map((d) => d.texture)),
    lighting: mean(descriptors.map((d) => d.lighting)),
    embedding: mean(descriptors.map((d) => d.embedding)),
  };
}

/**
 * Distances part by part: palette in Lab units (earth mover's), lighting as the earth mover's distance of the
 * lightness histograms (0..1), embedding as the chord between unit vectors (0..2), the others Euclidean.
 */
export function partDistances(one: StyleDescriptor, other: StyleDescriptor): StyleParts {
  return {
    palette: paletteDistance(one.palette, other.palette),
    composition: euclidean(one.composition, other.composition),
    texture: euclidean(one.texture, other.texture),
    lighting: meanDifference(one.lighting, other.lighting),
    embedding: Math.sqrt(Math.max(0, 2 - 2 * cosine(one.embedding, other.embedding))),
  };
}

/** -1..1; 0 when either vector is zero. */
export function cosine(one: readonly number[], other: readonly number[]): number {
  let dot = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < one.length; i++) {
    const x = one[i] ?? 0;
    const y = other[i] ?? 0;
    dot += x * y;
    a += x * x;
    b += y * y;
  }
  return a > 0 && b > 0 ? Math.min(1, Math.max(-1, dot / Math.sqrt(a * b))) : 0;
}

function euclidean(one: readonly number[], other: readonly number[]): number {
  return Math.sqrt(one.reduce((sum, v, i) => sum + (v - (other[i] ?? 0)) ** 2, 0));
}

function meanDifference(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, v, i) => sum + Math.abs(v - (other[i] ?? 0)), 0) / Math.max(1, one.length);
}

function cumulative(shares: readonly number[]): number[] {
  let sum = 0;
  return shares.map((share) => {
    sum += share;
    return sum;
  });
}

function mean(vectors: readonly (readonly number[])[]): number[] {
  const length = vectors[0]?.length ?? 0;
  return Array.from({ length }, (_, i) => vectors.reduce((sum, v) => sum + (v[i] ?? 0), 0) / vectors.length);
}

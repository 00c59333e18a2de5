import type { DetailStatistics } from "./detail.ts";
import type { GradientStatistics } from "./gradients.ts";

/** What the surface is like, whatever it shows. */
export interface Texture {
  /** Mean absolute detail in L* at each scale, finest first: 2, 4, 8 and 16 pixels of the analysis size. */
  energy: number[];
  /** Where the detail lies among the scales: 0 all in the coarsest, 1 all in the finest. */
  frequency: number;
  /** How far the edges share directions: 0 evenly spread, 1 all in one. */
  anisotropy: number;
  /** Root mean square over mean of the finest detail: about 1.3 for grain, large for lines on a flat ground. */
  sparseness: number;
  /** Shares of the pixels by gradient magnitude in octaves (about 0, 1, 2, 4 .. 64 L* a pixel); sum 1. */
  magnitudes: number[];
  /** Shares of local binary patterns of the finest scale; two halves (brighter, darker) that each sum to 1. */
  patterns: number[];
}

/** @param levels finest first */
export function textureOf(
  levels: readonly { detail: DetailStatistics; gradients: GradientStatistics }[],
  patterns: Float64Array,
): Texture {
  const energy = levels.map(({ detail }) => (detail.horizontal + detail.vertical + detail.diagonal) / 3);
  const finest = levels[0];
  return {
    energy,
    frequency: frequencyOf(energy),
    anisotropy: finest ? anisotropyOf(finest.gradients) : 0,
    sparseness: finest?.detail.sparseness ?? 1,
    magnitudes: Array.from(finest?.gradients.magnitudes ?? []),
    patterns: Array.from(patterns),
  };
}

function frequencyOf(energy: readonly number[]): number {
  const total = energy.reduce((sum, e) => sum + e, 0);
  if (total < 1e-6) return 0;
  return 1 - energy.reduce((sum, e, scale) => sum + e * scale, 0) / (total * Math.max(1, energy.length - 1));
}

/** One minus the entropy of the directions over its greatest value. */
function anisotropyOf({ mean, orientations }: GradientStatistics): number {
  if (mean < 1e-6) return 0;
  const entropy = orientations.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return Math.min(1, Math.max(0, 1 - entropy / Math.log(orientations.length)));
}

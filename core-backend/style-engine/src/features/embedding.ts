import type { ColourStatistics } from "./colour-statistics.ts";
import type { DetailStatistics } from "./detail.ts";
import type { GradientStatistics } from "./gradients.ts";
import { NORMALISATION } from "./normalisation.ts";

/** What the embedding is made from; levels finest first. */
export interface EmbeddingSource {
  colour: ColourStatistics;
  levels: readonly { detail: DetailStatistics; gradients: GradientStatistics }[];
  chromaLevels: readonly GradientStatistics[];
  patterns: readonly Float64Array[];
}

/**
 * The statistics as numbers of comparable spread, in blocks: square roots of shares (so that Euclidean distance
 * is Hellinger's), logarithms of energies. The normalisation is fitted on these.
 */
export function rawBlocks({ colour, levels, chromaLevels, patterns }: EmbeddingSource): number[][] {
  return [
    roots(colour.chromaGrid),
    roots(colour.lightChroma),
    Array.from(colour.moments, (m) => m / 25),
    levels.flatMap(({ detail }) => [
      Math.log1p(detail.horizontal),
      Math.log1p(detail.vertical),
      Math.log1p(detail.diagonal),
      Math.log(detail.sparseness),
    ]),
    levels.flatMap(({ gradients }) => roots(gradients.magnitudes)),
    levels.flatMap(({ gradients }) => roots(gradients.orientations)),
    patterns.flatMap((bins) => roots(bins)),
    chromaLevels.flatMap(({ mean, magnitudes }) => [Math.log1p(mean), ...roots(magnitudes)]),
  ];
}

/** Centred and scaled by the fitted constants, each block of equal total variance, then of unit length. */
export function embed(source: EmbeddingSource): number[] {
  const blocks = rawBlocks(source).map((block, b) => {
    const { mean, scale } = NORMALISATION[b] ?? { mean: [], scale: [] };
    const balance = 1 / Math.sqrt(block.length);
    return block.map((value, i) => balance * (value - (mean[i] ?? 0)) * (scale[i] ?? 1));
  });
  return unitVector(blocks.flat());
}

/** A vector of zeros stays one. Rounded to 6 decimals, which keeps the stored record small. */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
  return vector.map((v) => Math.round((v / (length || 1)) * 1e6) / 1e6);
}

function roots(shares: Float64Array): number[] {
  return Array.from(shares, (share) => Math.sqrt(Math.max(0, share)));
}

import type { Plane } from "./plane.ts";

const BINS_A_SIDE = 10;
export const PATTERN_BINS = 2 * BINS_A_SIDE;

// Below this difference in L two pixels count as equal: what JPEG and resampling leave on flat ground.
const TOLERANCE = 1.5;

// Rotation-invariant uniform patterns (Ojala et al. 2002): the number of set neighbours when they are one
// run around the circle, else a bin of its own.
const UNIFORM_BIN = Uint8Array.from({ length: 256 }, (_, code) => {
  const turned = ((code << 1) | (code >> 7)) & 255;
  return bitCount(code ^ turned) <= 2 ? bitCount(code) : BINS_A_SIDE - 1;
});

function bitCount(value: number): number {
  let count = 0;
  for (let v = value; v > 0; v >>= 1) count += v & 1;
  return count;
}

/**
 * Local binary patterns with a tolerance: for each inner pixel, how its 8 neighbours that are clearly brighter
 * (first 10 bins) and clearly darker (last 10) lie around it. Each half sums to 1; a plane thinner than 3
 * pixels counts as flat.
 */
export function localPatterns({ width, height, data }: Plane): Float64Array {
  const bins = new Float64Array(PATTERN_BINS);
  const around = [-width - 1, -width, -width + 1, 1, width + 1, width, width - 1, -1] as const;
  const [n0, n1, n2, n3, n4, n5, n6, n7] = around;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
      const high = (data[i] ?? 0) + TOLERANCE;
      const low = high - 2 * TOLERANCE;
      const v0 = data[i + n0] ?? 0;
      const v1 = data[i + n1] ?? 0;
      const v2 = data[i + n2] ?? 0;
      const v3 = data[i + n3] ?? 0;
      const v4 = data[i + n4] ?? 0;
      const v5 = data[i + n5] ?? 0;
      const v6 = data[i + n6] ?? 0;
      const v7 = data[i + n7] ?? 0;
      const brighter =
        UNIFORM_BIN[
          +(v0 > high) |
            (+(v1 > high) << 1) |
            (+(v2 > high) << 2) |
            (+(v3 > high) << 3) |
            (+(v4 > high) << 4) |
            (+(v5 > high) << 5) |
            (+(v6 > high) << 6) |
            (+(v7 > high) << 7)
        ] ?? 0;
      const darker =
        UNIFORM_BIN[
          +(v0 < low) |
            (+(v1 < low) << 1) |
            (+(v2 < low) << 2) |
            (+(v3 < low) << 3) |
            (+(v4 < low) << 4) |
            (+(v5 < low) << 5) |
            (+(v6 < low) << 6) |
            (+(v7 < low) << 7)
        ] ?? 0;
      bins[brighter] = (bins[brighter] ?? 0) + 1;
      bins[BINS_A_SIDE + darker] = (bins[BINS_A_SIDE + darker] ?? 0) + 1;
    }
  }
  const count = Math.max(0, width - 2) * Math.max(0, height - 2);
  if (count > 0) return bins.map((v) => v / count);
  bins[0] = 1;
  bins[BINS_A_SIDE] = 1;
  return bins;
}

import type { Plane } from "./plane.ts";

/** The detail that one halving removes: mean absolute Haar coefficients, in units of the plane. */
export interface DetailStatistics {
  horizontal: number;
  vertical: number;
  diagonal: number;
  /** Root mean square over mean, at least 1: about 1.25 for noise, large for few sharp lines on a flat ground. */
  sparseness: number;
}

/** A plane thinner than 2 pixels has no detail. */
export function detailStatistics({ width, height, data }: Plane): DetailStatistics {
  let horizontal = 0;
  let vertical = 0;
  let diagonal = 0;
  let squares = 0;
  for (let y = 0; y + 1 < height; y += 2) {
    for (let i = y * width, end = i + width - 1; i < end; i += 2) {
      const a = data[i] ?? 0;
      const b = data[i + 1] ?? 0;
      const c = data[i + width] ?? 0;
      const d = data[i + width + 1] ?? 0;
      const h = (a - b + c - d) / 2;
      const v = (a + b - c - d) / 2;
      const x = (a - b - c + d) / 2;
      horizontal += Math.abs(h);
      vertical += Math.abs(v);
      diagonal += Math.abs(x);
      squares += h * h + v * v + x * x;
    }
  }
  const count = Math.max(1, (width >> 1) * (height >> 1));
  const mean = (horizontal + vertical + diagonal) / (3 * count);
  return {
    horizontal: horizontal / count,
    vertical: vertical / count,
    diagonal: diagonal / count,
    sparseness: mean > 1e-6 ? Math.sqrt(squares / (3 * count)) / mean : 1,
  };
}

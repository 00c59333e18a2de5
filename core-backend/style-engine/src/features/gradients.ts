import type { Plane } from "./plane.ts";

export const MAGNITUDE_BINS = 8;
export const ORIENTATION_BINS = 8;

/** What the gradient of one plane looks like, as shares and means. */
export interface GradientStatistics {
  /** Mean magnitude, in units of the plane a pixel. */
  mean: number;
  /** Shares of the pixels whose magnitude is about 0, 1, 2, 4 .. 64 (soft bins, in octaves). */
  magnitudes: Float64Array;
  /** Shares of the total magnitude by direction of the gradient, 22.5 degrees a bin, from horizontal. */
  orientations: Float64Array;
}

const STEPS_PER_UNIT = 8;
const LARGEST = 160;

// Where a magnitude falls among the bins: 0 below a half, then an octave a bin.
const BIN_POSITION = Float32Array.from({ length: LARGEST * STEPS_PER_UNIT + 1 }, (_, i) =>
  Math.min(MAGNITUDE_BINS - 1, Math.max(0, Math.log2((i + 0.5) / STEPS_PER_UNIT) + 1)),
);

/** Central differences over the inner pixels; a plane thinner than 3 pixels has no gradient and gives flat statistics. */
export function gradientStatistics({ width, height, data }: Plane): GradientStatistics {
  const magnitudes = new Float64Array(MAGNITUDE_BINS + 1);
  const orientations = new Float64Array(ORIENTATION_BINS + 1);
  let total = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
      const dx = ((data[i + 1] ?? 0) - (data[i - 1] ?? 0)) / 2;
      const dy = ((data[i + width] ?? 0) - (data[i - width] ?? 0)) / 2;
      const magnitude = Math.sqrt(dx * dx + dy * dy);
      total += magnitude;
      const step = (magnitude * STEPS_PER_UNIT) | 0;
      addSoftly(magnitudes, BIN_POSITION[step] ?? MAGNITUDE_BINS - 1, 1);
      if (magnitude > 0) addSoftly(orientations, orientationPosition(dx, dy), magnitude);
    }
  }
  return {
    mean: total / Math.max(1, (width - 2) * (height - 2)),
    magnitudes: shares(magnitudes.subarray(0, MAGNITUDE_BINS), 0),
    orientations: shares(wrapped(orientations)),
  };
}

function addSoftly(bins: Float64Array, position: number, weight: number): void {
  const low = position | 0;
  const part = position - low;
  bins[low] = (bins[low] ?? 0) + weight * (1 - part);
  bins[low + 1] = (bins[low + 1] ?? 0) + weight * part;
}

/** 0 along x, a quarter of the bins at 45 degrees, half at 90: the "diamond angle", within 4 degrees of the true one. */
function orientationPosition(dx: number, dy: number): number {
  const ax = Math.abs(dx);
  const ay = Math.abs(dy);
  const quarter = (ay / (ax + ay)) * (ORIENTATION_BINS / 2);
  return dx * dy < 0 ? ORIENTATION_BINS - quarter : quarter;
}

function wrapped(bins: Float64Array): Float64Array {
  const out = bins.slice(0, ORIENTATION_BINS);
  out[0] = (out[0] ?? 0) + (bins[ORIENTATION_BINS] ?? 0);
  return out;
}

/** Scaled to sum to 1; all zeros become equal shares, or everything in `otherwise` if given. */
function shares(bins: Float64Array, otherwise?: number): Float64Array {
  const sum = bins.reduce((s, v) => s + v, 0);
  if (sum > 0) return bins.map((v) => v / sum);
  return bins.map((_, i) => (otherwise === undefined ? 1 / bins.length : i === otherwise ? 1 : 0));
}

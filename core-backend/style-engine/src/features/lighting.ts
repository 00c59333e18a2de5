import { deviationOf, meanOf, type Plane } from "./plane.ts";

/** How light is distributed. */
export interface Lighting {
  /** Mean L* / 100: 0 black, 1 white. */
  brightness: number;
  /** Standard deviation of L* / 50, so that half black, half white is 1. */
  contrast: number;
  /** Shares of the pixels in 16 equal steps of L*, darkest first; they sum to 1. */
  histogram: number[];
}

export const LIGHTING_BINS = 16;

export function lightingOf(lightness: Plane): Lighting {
  const bins = new Array<number>(LIGHTING_BINS).fill(0);
  for (let i = 0; i < lightness.data.length; i++) {
    const bin = Math.max(
      0,
      Math.min(LIGHTING_BINS - 1, ((lightness.data[i] ?? 0) * LIGHTING_BINS) / 100) | 0,
    );
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const mean = meanOf(lightness.data);
  return {
    brightness: unit(mean / 100),
    contrast: unit(deviationOf(lightness.data, mean) / 50),
    histogram: bins.map((count) => count / lightness.data.length),
  };
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

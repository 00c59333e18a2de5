import { type GradientStatistics, ORIENTATION_BINS } from "./gradients.ts";
import { meanOf, type Plane } from "./plane.ts";

/** How a picture is laid out. */
export interface Composition {
  edges: {
    /** The share of pixels on an edge, 0..1: a gradient of about 4 L* a pixel or more. */
    density: number;
    /** Shares of the edge strength by direction of the gradient, 22.5 degrees a bin, from horizontal; sum 1. */
    orientations: number[];
  };
  /** Correlation of lightness with its mirror image, negative ones as 0: 1 is a perfect mirror. */
  symmetry: { leftRight: number; topBottom: number };
  /** Edge strength near the four crossings of the thirds against an even spread: 0.5 even, towards 1 all there. */
  ruleOfThirds: number;
  /** Shares of the edge strength in a 3 x 3 grid, row-major; sum 1. */
  layout: number[];
}

// The reach of a crossing of the thirds, as a share of the side.
const REACH = 0.09;
const FIRST_EDGE_BIN = 3;

/**
 * @param lightness a small lightness plane (about 64 pixels): layout is a matter of masses, not of detail
 * @param gradients of the lightness at half the analysis size
 */
export function compositionOf(lightness: Plane, gradients: GradientStatistics): Composition {
  const strength = edgeStrength(lightness);
  return {
    edges: {
      density: gradients.magnitudes.subarray(FIRST_EDGE_BIN).reduce((sum, v) => sum + v, 0),
      orientations: Array.from(gradients.orientations.subarray(0, ORIENTATION_BINS)),
    },
    symmetry: {
      leftRight: mirrorCorrelation(lightness, (x, y) => y * lightness.width + lightness.width - 1 - x),
      topBottom: mirrorCorrelation(lightness, (x, y) => (lightness.height - 1 - y) * lightness.width + x),
    },
    ruleOfThirds: thirdsShare(strength),
    layout: layoutOf(strength),
  };
}

function edgeStrength(plane: Plane): Plane {
  const { width, height } = plane;
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = clampedAt(plane, x + 1, y) - clampedAt(plane, x - 1, y);
      const dy = clampedAt(plane, x, y + 1) - clampedAt(plane, x, y - 1);
      out[y * width + x] = Math.sqrt(dx * dx + dy * dy);
    }
  }
  return { width, height, data: out };
}

function clampedAt({ width, height, data }: Plane, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, x));
  const row = Math.min(height - 1, Math.max(0, y));
  return data[row * width + column] ?? 0;
}

function mirrorCorrelation({ width, height, data }: Plane, mirror: (x: number, y: number) => number): number {
  const mean = meanOf(data);
  let covariance = 0;
  let variance = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = (data[y * width + x] ?? 0) - mean;
      covariance += here * ((data[mirror(x, y)] ?? 0) - mean);
      variance += here * here;
    }
  }
  return variance < 1e-6 * data.length ? 1 : Math.min(1, Math.max(0, covariance / variance));
}

function thirdsShare({ width, height, data }: Plane): number {
  let near = 0;
  let total = 0;
  let even = 0;
  for (let y = 0; y < height; y++) {
    const dy = toNearestThird((y + 0.5) / height);
    for (let x = 0; x < width; x++) {
      const dx = toNearestThird((x + 0.5) / width);
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * REACH * REACH));
      const strength = data[y * width + x] ?? 0;
      near += weight * strength;
      total += strength;
      even += weight;
    }
  }
  if (total < 1e-6 || even === 0) return 0.5;
  const share = near / total;
  return share / (share + even / data.length);
}

function toNearestThird(position: number): number {
  return Math.min(Math.abs(position - 1 / 3), Math.abs(position - 2 / 3));
}

function layoutOf({ width, height, data }: Plane): number[] {
  const cells = new Array<number>(9).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((3 * y) / height) * 3 + Math.floor((3 * x) / width);
      cells[cell] = (cells[cell] ?? 0) + (data[y * width + x] ?? 0);
    }
  }
  const total = cells.reduce((sum, v) => sum + v, 0);
  return cells.map((v) => (total > 1e-6 ? v / total : 1 / 9));
}

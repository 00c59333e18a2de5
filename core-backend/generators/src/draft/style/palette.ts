import { kMeans } from "@assetql/style-engine";
import type { Reference } from "./decode.ts";

/** One colour of a style. */
export interface Swatch {
  lab: readonly [number, number, number];
  /** Share of all pixels, 0..1. */
  weight: number;
  /** Share of this colour's pixels that lie in the middle of the references, where subjects are. */
  central: number;
}

const CLUSTERS = 14;

/**
 * The colours of the references. With `exact`, for drawings of few colours, the most frequent colours
 * themselves; else the centres of clusters.
 */
export function measurePalette(references: readonly Reference[], exact: boolean): Swatch[] {
  const points: number[] = [];
  const middle: boolean[] = [];
  for (const { width, height, lab } of references) {
    for (let y = 2; y < height; y += 5) {
      for (let x = 2; x < width; x += 5) {
        const at = (y * width + x) * 3;
        points.push(lab[at] ?? 0, lab[at + 1] ?? 0, lab[at + 2] ?? 0);
        middle.push(Math.abs(x / width - 0.5) < 0.28 && Math.abs(y / height - 0.52) < 0.3);
      }
    }
  }
  return exact ? frequentColours(points, middle) : clusteredColours(points, middle);
}

function clusteredColours(points: readonly number[], middle: readonly boolean[]): Swatch[] {
  const { centres, weights, assignment } = kMeans(points, CLUSTERS);
  const central = new Float64Array(weights.length);
  const counts = new Float64Array(weights.length);
  for (let i = 0; i < assignment.length; i++) {
    const cluster = assignment[i] ?? 0;
    counts[cluster] = (counts[cluster] ?? 0) + 1;
    if (middle[i]) central[cluster] = (central[cluster] ?? 0) + 1;
  }
  return Array.from(weights, (weight, i) => ({
    lab: [centres[i * 3] ?? 0, centres[i * 3 + 1] ?? 0, centres[i * 3 + 2] ?? 0] as const,
    weight,
    central: (central[i] ?? 0) / Math.max(1, counts[i] ?? 0),
  })).sort((a, b) => a.lab[0] - b.lab[0]);
}

// Colours closer than this (CIE76) are one colour, seen through rounding or antialiasing.
const SAME = 3;
const RAREST = 0.002;

function frequentColours(points: readonly number[], middle: readonly boolean[]): Swatch[] {
  const counts = new Map<string, { lab: [number, number, number]; count: number; central: number }>();
  for (let i = 0; i < middle.length; i++) {
    const lab: [number, number, number] = [
      points[i * 3] ?? 0,
      points[i * 3 + 1] ?? 0,
      points[i * 3 + 2] ?? 0,
    ];
    const key = lab.map((value) => Math.round(value)).join(",");
    const entry = counts.get(key) ?? { lab, count: 0, central: 0 };
    entry.count++;
    if (middle[i]) entry.central++;
    counts.set(key, entry);
  }
  const swatches: Swatch[] = [];
  for (const { lab, count, central } of [...counts.values()].sort((a, b) => b.count - a.count)) {
    const weight = count / middle.length;
    if (weight < RAREST || swatches.length >= 32) break;
    if (swatches.every((other) => distance(other.lab, lab) > SAME))
      swatches.push({ lab, weight, central: central / count });
  }
  return swatches.sort((a, b) => a.lab[0] - b.lab[0]);
}

/** CIE76 colour difference. */
export function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(
    (one[0] ?? 0) - (other[0] ?? 0),
    (one[1] ?? 0) - (other[1] ?? 0),
    (one[2] ?? 0) - (other[2] ?? 0),
  );
}

/** Chroma: the distance from grey. */
export function chroma(lab: readonly number[]): number {
  return Math.hypot(lab[1] ?? 0, lab[2] ?? 0);
}

/** Angle between two hues, 0..pi; pi/2 when either is nearly grey. */
export function hueGap(one: readonly number[], other: readonly number[]): number {
  if (chroma(one) < 6 || chroma(other) < 6) return Math.PI / 2;
  const gap = Math.abs(Math.atan2(one[2] ?? 0, one[1] ?? 0) - Math.atan2(other[2] ?? 0, other[1] ?? 0));
  return gap > Math.PI ? 2 * Math.PI - gap : gap;
}

import type { Reference } from "./decode.ts";
import { distance, type Swatch } from "./palette.ts";

/** Rows of a backdrop, top to bottom. */
export const BACKDROP_ROWS = 64;

/** What a reference shows beside its subject: one colour a row, read at its left and right. */
export interface Backdrop {
  /** {@link BACKDROP_ROWS} interleaved L, a, b. */
  rows: Float32Array;
}

/** A margin all references leave, such as bare paper: its colour and its width as a share of the shorter side. */
export interface Margin {
  lab: readonly [number, number, number];
  width: number;
}

/** Reads a backdrop; with `exact` each row is its most frequent colour of the palette, else the mean. */
export function measureBackdrop(reference: Reference, inset: number, exact?: readonly Swatch[]): Backdrop {
  const rows = new Float32Array(BACKDROP_ROWS * 3);
  const { width, height } = reference;
  for (let row = 0; row < BACKDROP_ROWS; row++) {
    const top = Math.floor(height * (inset + ((1 - 2 * inset) * row) / BACKDROP_ROWS));
    const bottom = Math.max(
      top + 1,
      Math.floor(height * (inset + ((1 - 2 * inset) * (row + 1)) / BACKDROP_ROWS)),
    );
    const points: number[] = [];
    for (let y = top; y < bottom; y += 2) {
      for (let x = Math.floor(width * inset); x < width * (1 - inset); x += 3) {
        if (Math.abs(x / width - 0.5) < 0.24) continue;
        const at = (y * width + x) * 3;
        points.push(reference.lab[at] ?? 0, reference.lab[at + 1] ?? 0, reference.lab[at + 2] ?? 0);
      }
    }
    rows.set(exact ? modeOf(points, exact) : meanOf(points), row * 3);
  }
  return { rows: exact ? withoutThinBands(rows) : rows };
}

// A band thinner than this many rows is the edge of some object, not part of the backdrop.
const THINNEST_BAND = 4;

/** Gives the rows of thin bands to the band above, the first to the one below. */
function withoutThinBands(rows: Float32Array): Float32Array {
  const colourAt = (row: number): number[] => Array.from(rows.subarray(row * 3, row * 3 + 3));
  const bands: { colour: number[]; length: number }[] = [];
  for (let row = 0; row < BACKDROP_ROWS; row++) {
    const last = bands.at(-1);
    if (last && distance(last.colour, colourAt(row)) < 1) last.length++;
    else bands.push({ colour: colourAt(row), length: 1 });
  }
  const broad = bands.filter(({ length }) => length >= THINNEST_BAND);
  if (broad.length === 0) return rows;
  let colour = broad[0]?.colour ?? [];
  let row = 0;
  for (const band of bands) {
    if (band.length >= THINNEST_BAND) colour = band.colour;
    for (let i = 0; i < band.length; i++, row++) rows.set(colour, row * 3);
  }
  return rows;
}

function meanOf(points: readonly number[]): number[] {
  const sum = [0, 0, 0];
  for (let i = 0; i < points.length; i++) sum[i % 3] = (sum[i % 3] ?? 0) + (points[i] ?? 0);
  return sum.map((value) => value / Math.max(1, points.length / 3));
}

function modeOf(points: readonly number[], palette: readonly Swatch[]): number[] {
  const votes = palette.map(() => 0);
  for (let i = 0; i < points.length; i += 3) {
    const nearest = nearestIndex(points.slice(i, i + 3), palette);
    votes[nearest] = (votes[nearest] ?? 0) + 1;
  }
  return [...(palette[votes.indexOf(Math.max(...votes))]?.lab ?? [50, 0, 0])];
}

function nearestIndex(lab: readonly number[], palette: readonly Swatch[]): number {
  let best = 0;
  for (let i = 1; i < palette.length; i++) {
    if (distance(lab, palette[i]?.lab ?? []) < distance(lab, palette[best]?.lab ?? [])) best = i;
  }
  return best;
}

const RINGS = 24;
const DEEPEST = 0.12;

/** Finds the margin: rings along the edge whose colour is alike in all references and unlike the inside. */
export function measureMargin(references: readonly Reference[]): Margin | undefined {
  const rings = references.map((reference) =>
    Array.from({ length: RINGS }, (_, ring) => ringMean(reference, ring)),
  );
  const outer = meanOf(rings.flatMap((ring) => ring[0] ?? []));
  const alike = (ring: number): boolean => rings.every((one) => distance(one[ring] ?? [], outer) < 7);
  if (references.length < 2 || !alike(0)) return undefined;
  let depth = 1;
  while (depth < RINGS && alike(depth)) depth++;
  if (depth === RINGS) return undefined;
  const inside = meanOf(rings.flatMap((ring) => ring[RINGS - 1] ?? []));
  if (distance(inside, outer) < 9) return undefined;
  return { lab: [outer[0] ?? 0, outer[1] ?? 0, outer[2] ?? 0], width: ((depth + 0.5) / RINGS) * DEEPEST };
}

function ringMean({ width, height, lab }: Reference, ring: number): number[] {
  const inset = Math.floor((ring / RINGS) * DEEPEST * Math.min(width, height));
  const points: number[] = [];
  const add = (x: number, y: number): void => {
    const at = (y * width + x) * 3;
    points.push(lab[at] ?? 0, lab[at + 1] ?? 0, lab[at + 2] ?? 0);
  };
  for (let x = inset; x < width - inset; x += 4) {
    add(x, inset);
    add(x, height - 1 - inset);
  }
  for (let y = inset; y < height - inset; y += 4) {
    add(inset, y);
    add(width - 1 - inset, y);
  }
  return meanOf(points);
}

import { blur } from "../raster.ts";
import type { Reference } from "./decode.ts";

/** How a style puts colour on the page, measured on its references at the working size. */
export interface Character {
  /** `pixels`: drawn in blocks; `plain`: clean areas; `lines`: thin lines on one ground; `texture`: a worked surface. */
  medium: "pixels" | "plain" | "lines" | "texture";
  /** Side of a block, in working pixels; 1 unless the medium is `pixels`. */
  block: number;
  /** Mean absolute deviation of lightness from its surroundings, in L. */
  roughness: number;
  /** Standard deviation of the same: thin strong lines raise it far above the roughness. */
  lines: number;
  /** Share of pixels as light as the one below and the one 6 to the right: neither gradient nor grain. */
  flatness: number;
  /** Standard deviation of blurred lightness: how much light and dark masses differ, in L. */
  tonalRange: number;
  /** The same for a and b together. */
  colourRange: number;
  /** Share of the borders between areas that carry a dark line. */
  outlined: number;
  /** Share of neighbouring blocks that alternate like a chessboard; only for `pixels`. */
  dithered: number;
}

/** Measures the references together. */
export function measureCharacter(references: readonly Reference[]): Character {
  const each = references.map(measureOne);
  const mean = (pick: (one: Measured) => number): number =>
    each.reduce((sum, one) => sum + pick(one), 0) / each.length;
  const blocks = references.map((reference) => reference.block).sort((a, b) => a - b);
  const block = blocks[Math.floor(blocks.length / 2)] ?? 1;
  const measured = {
    roughness: mean((one) => one.roughness),
    lines: mean((one) => one.lines),
    flatness: mean((one) => one.flatness),
    tonalRange: mean((one) => one.tonalRange),
    colourRange: mean((one) => one.colourRange),
    outlined: mean((one) => one.outlined),
    dithered: block > 1 ? mean((one) => one.dithered) : 0,
  };
  return { ...measured, block, medium: mediumOf(block, measured) };
}

type Measured = Omit<Character, "medium" | "block">;

function mediumOf(
  block: number,
  { flatness, tonalRange, colourRange, lines }: Measured,
): Character["medium"] {
  if (block > 1.5) return "pixels";
  if (flatness > 0.75) return "plain";
  // Lines that do not add up to light and dark masses are a drawing on one ground, not a tone.
  if (lines > 1.5 * Math.hypot(tonalRange, colourRange)) return "lines";
  return "texture";
}

function measureOne(reference: Reference): Measured {
  const lightness = channel(reference, 0);
  const { width, height } = reference;
  const smooth = blur(lightness, { width, height, channels: 1 }, 6);
  let rough = 0;
  let squares = 0;
  let flat = 0;
  const count = lightness.length - width - FLAT_REACH;
  for (let i = 0; i < count; i++) {
    const here = lightness[i] ?? 0;
    const gap = here - (smooth[i] ?? 0);
    rough += Math.abs(gap);
    squares += gap * gap;
    const across = Math.abs(here - (lightness[i + FLAT_REACH] ?? 0));
    if (across < SAME && Math.abs(here - (lightness[i + width] ?? 0)) < SAME) flat++;
  }
  return {
    roughness: rough / count,
    lines: Math.sqrt(squares / count),
    flatness: flat / count,
    tonalRange: deviation(smooth),
    colourRange: Math.hypot(
      ...[1, 2].map((c) => deviation(blur(channel(reference, c), { width, height, channels: 1 }, 6))),
    ),
    outlined: outlinedShare(reference, Math.max(4, Math.round(reference.block))),
    dithered: reference.block > 1 ? ditheredShare(reference, reference.block) : 0,
  };
}

// One step of an 8-bit channel is at most 0.5 L: less is the same colour, seen through rounding.
const SAME = 0.3;
const FLAT_REACH = 6;

function channel({ width, height, lab }: Reference, offset: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => lab[i * 3 + offset] ?? 0);
}

function deviation(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(Math.max(0, squares / values.length - (sum / values.length) ** 2));
}

/** Of the places where two areas meet across a short distance, the share darker than both. */
function outlinedShare({ width, height, lab }: Reference, reach: number): number {
  let borders = 0;
  let dark = 0;
  for (let y = reach; y < height - reach; y += 2) {
    for (let x = reach; x < width - reach; x += 2) {
      const here = (y * width + x) * 3;
      for (const step of [reach * 3, reach * width * 3]) {
        const before = here - step;
        const after = here + step;
        if (difference(lab, before, after) < 16) continue;
        borders++;
        const darker = Math.min(lab[before] ?? 0, lab[after] ?? 0);
        if ((lab[here] ?? 0) < darker - 7) dark++;
      }
    }
  }
  return borders > 0 ? dark / borders : 0;
}

function difference(lab: Float32Array, i: number, j: number): number {
  return Math.hypot(
    (lab[i] ?? 0) - (lab[j] ?? 0),
    (lab[i + 1] ?? 0) - (lab[j + 1] ?? 0),
    (lab[i + 2] ?? 0) - (lab[j + 2] ?? 0),
  );
}

/** Share of blocks that differ from both neighbours while these are alike. */
function ditheredShare({ width, height, lab }: Reference, block: number): number {
  let alternating = 0;
  let all = 0;
  const at = (column: number, row: number): number =>
    (Math.min(height - 1, Math.floor((row + 0.5) * block)) * width +
      Math.min(width - 1, Math.floor((column + 0.5) * block))) *
    3;
  for (let row = 1; row < height / block - 1; row++) {
    for (let column = 1; column < width / block - 1; column++) {
      const left = at(column - 1, row);
      const right = at(column + 1, row);
      all++;
      if (difference(lab, left, right) < 4 && difference(lab, at(column, row), left) > 6) alternating++;
    }
  }
  return all > 0 ? alternating / all : 0;
}

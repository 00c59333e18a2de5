import type { LabImage, Plane } from "../raster.ts";
import { mix } from "../scene/ground.ts";
import type { Scene } from "../scene/scene.ts";
import { distance, type Swatch } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";

// Bayer's 4 x 4 ordered dither, 0..15; the usual matrix of pixel art.
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

// From this share of borders on, outlines are the style's habit and not chance.
const OUTLINES = 0.09;
const DITHERS = 0.05;

/** Blocks: the scene (one pixel a block) in the palette's own colours, dithered and outlined as measured. */
export function pixelBlocks(scene: Scene, { palette, character }: StyleProfile): LabImage {
  const { width, areas, figure, figureCover, ground, colours } = scene;
  const strength = character.dithered > DITHERS ? 1 : 0;
  const outlines = character.outlined > OUTLINES;
  for (let i = 0; i < figureCover.data.length; i++) {
    const covered = (figureCover.data[i] ?? 0) >= 0.5;
    if (outlines && ((areas.cuts.data[i] ?? 0) >= 0.5 || (!covered && nextTo(figureCover, i)))) {
      mix(ground.lab, i * 3, colours.dark, 1);
      continue;
    }
    const threshold = bayer(i % width, Math.floor(i / width)) - 0.5;
    const source = covered ? figure.lab : ground.lab;
    const lab = [source[i * 3] ?? 0, source[i * 3 + 1] ?? 0, source[i * 3 + 2] ?? 0];
    mix(ground.lab, i * 3, dithered(lab, palette, 0.5 + strength * threshold), 1);
  }
  return ground;
}

function bayer(x: number, y: number): number {
  return ((BAYER[(y & 3) * 4 + (x & 3)] ?? 0) + 0.5) / 16;
}

/** True when a block above, below, left or right of this one is covered. */
function nextTo({ width, height, data }: Plane, i: number): boolean {
  const x = i % width;
  const inside = (at: number): boolean => (data[at] ?? 0) >= 0.5;
  if ((x > 0 && inside(i - 1)) || (x < width - 1 && inside(i + 1))) return true;
  return inside(i - width) || (i < width * (height - 1) && inside(i + width));
}

/** One of the two palette colours that mix to `lab` best, by the threshold of this place. */
function dithered(lab: readonly number[], palette: readonly Swatch[], threshold: number): readonly number[] {
  const sorted = [...palette].sort((a, b) => distance(a.lab, lab) - distance(b.lab, lab));
  const first = sorted[0]?.lab ?? lab;
  let best = first;
  let bestError = distance(first, lab);
  let bestShare = 0;
  for (const { lab: second } of sorted.slice(1, 6)) {
    const share = project(lab, first, second);
    const mixed = first.map((value, c) => value + share * ((second[c] ?? 0) - value));
    const error = distance(mixed, lab) + 0.12 * distance(first, second);
    if (error < bestError) {
      bestError = error;
      best = second;
      bestShare = share;
    }
  }
  return bestShare > threshold ? best : first;
}

function project(lab: readonly number[], from: readonly number[], to: readonly number[]): number {
  let dot = 0;
  let length = 0;
  for (let c = 0; c < 3; c++) {
    const axis = (to[c] ?? 0) - (from[c] ?? 0);
    dot += axis * ((lab[c] ?? 0) - (from[c] ?? 0));
    length += axis * axis;
  }
  return length > 0 ? Math.min(0.5, Math.max(0, dot / length)) : 0;
}

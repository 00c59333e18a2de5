import { boxBlur, type LabImage, smoothstep } from "../raster.ts";
import { BACKDROP_ROWS } from "../style/backdrop.ts";
import type { StyleProfile } from "../style/profile.ts";
import type { Composition } from "./composition.ts";
import { smoothNoise } from "./noise.ts";
import type { Lab3 } from "./subject-colours.ts";

const DITHERED_ROWS = 2;

/** The backdrop of one reference, drawn wide: its rows of colour with a gently rolling horizon. */
export function drawBackdrop(
  canvas: { width: number; height: number },
  profile: StyleProfile,
  { composition, seed }: { composition: Composition; seed: number },
): LabImage {
  const { width, height } = canvas;
  const { backdrops, character } = profile;
  const bands = backdrops[composition.backdrop]?.rows ?? new Float32Array(BACKDROP_ROWS * 3);
  // Where a style dithers, its bands run into each other; the dither shows how.
  const dithers = character.medium === "pixels" && character.dithered > 0.05;
  const rows = dithers
    ? boxBlur(bands, { width: 1, height: BACKDROP_ROWS, channels: 3 }, DITHERED_ROWS)
    : bands;
  const noise = smoothNoise(seed);
  const stepped = character.medium === "plain" || (character.medium === "pixels" && !dithers);
  const rolls = Float32Array.from(
    { length: width },
    (_, x) => 0.022 * noise((x / width) * 2.3, 3.5) + composition.horizonShift * 0.5,
  );
  const lab = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const share = y / height;
    // The shift fades towards top and bottom, so that what lies there stays.
    const give = 4 * share * (1 - share);
    for (let x = 0; x < width; x++) {
      const at = Math.min(1, Math.max(0, share + (rolls[x] ?? 0) * give)) * (BACKDROP_ROWS - 1);
      writeRow(rows, stepped ? Math.round(at) : at, lab, (y * width + x) * 3);
    }
  }
  return { width, height, lab };
}

function writeRow(rows: Float32Array, at: number, out: Float32Array, offset: number): void {
  const low = Math.floor(at);
  const mix = at - low;
  const high = Math.min(BACKDROP_ROWS - 1, low + 1);
  for (let c = 0; c < 3; c++) {
    const value = rows[low * 3 + c] ?? 0;
    out[offset + c] = value + mix * ((rows[high * 3 + c] ?? 0) - value);
  }
}

/** Mean colour of the ground around a point, within `reach` pixels. */
export function meanAround(
  { width, height, lab }: LabImage,
  at: { x: number; y: number },
  reach: number,
): Lab3 {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  const step = Math.max(1, Math.floor(reach / 12));
  for (let y = Math.max(0, Math.floor(at.y - reach)); y < Math.min(height, at.y + reach); y += step) {
    for (let x = Math.max(0, Math.floor(at.x - reach)); x < Math.min(width, at.x + reach); x += step) {
      const i = (y * width + x) * 3;
      sum[0] += lab[i] ?? 0;
      sum[1] += lab[i + 1] ?? 0;
      sum[2] += lab[i + 2] ?? 0;
      count++;
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** Lays a colour over a disc with a soft rim of `softness` pixels. */
export function paintDisc(
  image: LabImage,
  disc: { x: number; y: number; radius: number },
  { colour, softness, strength = 1 }: { colour: Lab3; softness: number; strength?: number },
): void {
  paintEllipse(
    image,
    { ...disc, radiusX: disc.radius, radiusY: disc.radius },
    { colour, softness, strength },
  );
}

/** As {@link paintDisc}, with two radii. */
export function paintEllipse(
  { width, height, lab }: LabImage,
  { x, y, radiusX, radiusY }: { x: number; y: number; radiusX: number; radiusY: number },
  { colour, softness, strength }: { colour: Lab3; softness: number; strength: number },
): void {
  const reach = softness / Math.min(radiusX, radiusY);
  const top = Math.max(0, Math.floor(y - radiusY * (1 + reach) - 1));
  const bottom = Math.min(height, Math.ceil(y + radiusY * (1 + reach) + 1));
  const left = Math.max(0, Math.floor(x - radiusX * (1 + reach) - 1));
  const right = Math.min(width, Math.ceil(x + radiusX * (1 + reach) + 1));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const across = (column + 0.5 - x) / radiusX;
      const down = (row + 0.5 - y) / radiusY;
      const radius = Math.sqrt(across * across + down * down);
      const weight = strength * (1 - smoothstep(1 - reach, 1 + reach, radius));
      if (weight > 0) mix(lab, (row * width + column) * 3, colour, weight);
    }
  }
}

/** Moves one pixel towards a colour. */
export function mix(lab: Float32Array, at: number, colour: readonly number[], weight: number): void {
  for (let c = 0; c < 3; c++) {
    const value = lab[at + c] ?? 0;
    lab[at + c] = value + weight * ((colour[c] ?? 0) - value);
  }
}

/** Draws the margin all references share (bare paper) over the edge, with a worn border. */
export function paintMargin(image: LabImage, { margin }: StyleProfile, seed: number): void {
  if (margin === undefined) return;
  const { width, height, lab } = image;
  const noise = smoothNoise(seed);
  const short = Math.min(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / short;
      if (edge > margin.width * 1.6) continue;
      const worn = margin.width * (1 + 0.3 * noise((x / short) * 9, (y / short) * 9));
      const weight = 1 - smoothstep(worn - 0.008, worn + 0.008, edge);
      if (weight > 0) mix(lab, (y * width + x) * 3, margin.lab, weight);
    }
  }
}

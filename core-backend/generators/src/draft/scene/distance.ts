import type { Plane } from "../raster.ts";

/**
 * Distance of each pixel to the nearest one where `inside` is below one half, in pixels, by the 3-4 chamfer
 * (Borgefors 1986; within 8 % of the Euclidean). The world beyond the picture counts as `inside` or not by
 * `open`.
 */
export function distanceInside({ width, height, data }: Plane, open = false): Plane {
  const stride = width + 2;
  // A frame of one pixel stands for the world beyond, so that no step needs a test.
  const padded = new Float32Array(stride * (height + 2)).fill(open ? FAR : 0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      padded[(y + 1) * stride + x + 1] = (data[y * width + x] ?? 0) < 0.5 ? 0 : FAR;
  }
  const first = stride + 1;
  const last = stride * (height + 1) - 2;
  for (let i = first; i <= last; i++) relax(padded, i, -1, -stride);
  for (let i = last; i >= first; i--) relax(padded, i, 1, stride);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y + 1) * stride + 1;
    out.set(padded.subarray(from, from + width), y * width);
  }
  return { width, height, data: out };
}

const FAR = 1e6;
const DIAGONAL = 4 / 3;

/** Shortens one distance by its neighbours beside and in the row before (or after). */
function relax(padded: Float32Array, i: number, beside: number, row: number): void {
  const here = padded[i] ?? 0;
  if (here === 0) return;
  const straight = Math.min(padded[i + beside] ?? 0, padded[i + row] ?? 0) + 1;
  const slanted = Math.min(padded[i + row - 1] ?? 0, padded[i + row + 1] ?? 0) + DIAGONAL;
  padded[i] = Math.min(here, straight, slanted);
}

import { createRandom } from "../random.ts";

/** Smooth noise in -1..1 over the plane, one knot a unit; the same for the same seed. */
export function smoothNoise(seed: number): (x: number, y: number) => number {
  const random = createRandom(seed);
  const size = 64;
  const knots = Float32Array.from({ length: size * size }, () => random() * 2 - 1);
  const knot = (x: number, y: number): number => knots[(y & (size - 1)) * size + (x & (size - 1))] ?? 0;
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = fade(x - left);
    const v = fade(y - top);
    const upper = knot(left, top) + u * (knot(left + 1, top) - knot(left, top));
    const lower = knot(left, top + 1) + u * (knot(left + 1, top + 1) - knot(left, top + 1));
    return upper + v * (lower - upper);
  };
}

function fade(t: number): number {
  return t * t * (3 - 2 * t);
}

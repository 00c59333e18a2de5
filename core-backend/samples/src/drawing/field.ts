import { SIZE } from "./raster.ts";

/** The values of a function over a sample image, one per pixel: computed every `step` pixels, linear between. */
export function field(step: number, sample: (x: number, y: number) => number): Float32Array {
  const out = new Float32Array(SIZE * SIZE);
  const columns = SIZE / step + 1;
  const coarse = new Float32Array(columns * columns);
  for (let i = 0; i < coarse.length; i++) {
    coarse[i] = sample((i % columns) * step, Math.floor(i / columns) * step);
  }
  for (let i = 0; i < out.length; i++) {
    const x = (i % SIZE) / step;
    const y = ((i / SIZE) | 0) / step;
    const at = (y | 0) * columns + (x | 0);
    const u = x - (x | 0);
    const v = y - (y | 0);
    const upper = (coarse[at] ?? 0) * (1 - u) + (coarse[at + 1] ?? 0) * u;
    const lower = (coarse[at + columns] ?? 0) * (1 - u) + (coarse[at + columns + 1] ?? 0) * u;
    out[i] = upper * (1 - v) + lower * v;
  }
  return out;
}

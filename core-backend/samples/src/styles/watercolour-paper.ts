import { smoothstep } from "../drawing/colour.ts";
import { field } from "../drawing/field.ts";
import { fractalNoise, valueNoise } from "../drawing/noise.ts";
import { SIZE } from "../drawing/raster.ts";

/** What the paper does to every wash: a value per pixel. */
export interface Paper {
  /** How far outlines are pulled about, pixels. */
  readonly bendX: Float32Array;
  readonly bendY: Float32Array;
  /** The tooth of the sheet, 0..1; pigment settles where it is high. */
  readonly grain: Float32Array;
  /** How wet the sheet was, 0..1. */
  readonly blotch: Float32Array;
  /** How pigments part while they dry, 0..1. */
  readonly drift: Float32Array;
  /** 0 in the bare margin, 1 in the picture. */
  readonly painted: Float32Array;
}

/** The tooth of the paper, 0..1 per pixel: one stock for a whole set. */
export function paperGrain(seed: number): Float32Array {
  const fine = fractalNoise(seed, 2);
  const tooth = valueNoise(seed + 1);
  return field(1, (x, y) => 0.65 * fine(x / 3, y / 3) + 0.35 * tooth(x / 1.5, y / 1.5));
}

/** Lays a sheet cut from a stock of paper; the same seed gives the same sheet. */
export function layPaper(seed: number, grain: Float32Array): Paper {
  const bend = fractalNoise(seed, 3);
  const wet = fractalNoise(seed + 13, 4);
  const split = fractalNoise(seed + 26, 3);
  const margin = (x: number, y: number) => {
    const brush = (bend(x / 46 + 7, y / 46 + 11) - 0.5) * 34 + (wet(x / 14, y / 14) - 0.5) * 9;
    return smoothstep(18, 21, Math.min(x, y, SIZE - 1 - x, SIZE - 1 - y) + brush);
  };
  return {
    bendX: field(4, (x, y) => (bend(x / 34, y / 34) - 0.5) * 15),
    bendY: field(4, (x, y) => (bend(x / 34 + 90, y / 34 + 40) - 0.5) * 15),
    grain,
    blotch: field(4, (x, y) => wet(x / 74, y / 74)),
    drift: field(4, (x, y) => split(x / 90, y / 90)),
    painted: field(2, margin),
  };
}

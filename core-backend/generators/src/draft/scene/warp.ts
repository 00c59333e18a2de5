import type { Plane } from "../raster.ts";
import { smoothNoise } from "./noise.ts";

// Pixels between the knots of the displacement: about the length of a brush stroke.
const KNOT = 11;

// Side of the tiles that are skipped when they and their neighbours have one value throughout.
const TILE = 8;

/**
 * A displacement by smooth noise, the same for every plane it is applied to; samples bilinearly.
 *
 * @param amplitude the farthest a value moves, in pixels; below 8
 */
export function createWarp(
  { width, height }: { width: number; height: number },
  { seed, amplitude }: { seed: number; amplitude: number },
): (source: Plane) => Plane {
  const noise = smoothNoise(seed);
  return (source) => {
    const out: Plane = { width, height, data: Float32Array.from(source.data) };
    const tiles = tileRanges(source);
    for (let top = 0; top < height; top += TILE) {
      for (let left = 0; left < width; left += TILE) {
        if (isUneven(tiles, left / TILE, top / TILE)) warpTile({ source, out, noise, amplitude }, left, top);
      }
    }
    return out;
  };
}

interface Warping {
  source: Plane;
  out: Plane;
  noise: (x: number, y: number) => number;
  amplitude: number;
}

function warpTile({ source, out, noise, amplitude }: Warping, left: number, top: number): void {
  for (let y = top; y < Math.min(out.height, top + TILE); y++) {
    for (let x = left; x < Math.min(out.width, left + TILE); x++) {
      const dx = amplitude * noise(x / KNOT, y / KNOT);
      const dy = amplitude * noise(x / KNOT + 31.7, y / KNOT + 17.3);
      out.data[y * out.width + x] = sample(source, x + dx, y + dy);
    }
  }
}

interface Tiles {
  columns: number;
  rows: number;
  lowest: Float32Array;
  highest: Float32Array;
}

function tileRanges({ width, height, data }: Plane): Tiles {
  const columns = Math.ceil(width / TILE);
  const rows = Math.ceil(height / TILE);
  const lowest = new Float32Array(columns * rows).fill(1);
  const highest = new Float32Array(columns * rows);
  for (let i = 0; i < data.length; i++) {
    const tile = Math.floor(i / width / TILE) * columns + Math.floor((i % width) / TILE);
    const value = data[i] ?? 0;
    if (value < (lowest[tile] ?? 0)) lowest[tile] = value;
    if (value > (highest[tile] ?? 0)) highest[tile] = value;
  }
  return { columns, rows, lowest, highest };
}

function isUneven({ columns, rows, lowest, highest }: Tiles, column: number, row: number): boolean {
  let low = 1;
  let high = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      low = Math.min(low, lowest[y * columns + x] ?? 0);
      high = Math.max(high, highest[y * columns + x] ?? 0);
    }
  }
  return low !== high;
}

function sample({ width, height, data }: Plane, x: number, y: number): number {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const u = Math.min(1, Math.max(0, x - left));
  const v = Math.min(1, Math.max(0, y - top));
  const at = top * width + left;
  const upper = (data[at] ?? 0) + u * ((data[at + 1] ?? 0) - (data[at] ?? 0));
  const lower = (data[at + width] ?? 0) + u * ((data[at + width + 1] ?? 0) - (data[at + width] ?? 0));
  return upper + v * (lower - upper);
}

import { type Plane, plane } from "../raster.ts";
import { smoothNoise } from "./noise.ts";

// Pixels between the knots of the displacement: about the length of a brush stroke.
const KNOT = 11;

/**
 * A displacement by smooth noise of at most `amplitude` pixels, the same for every plane it is applied to;
 * samples bilinearly.
 */
export function createWarp(
  { width, height }: { width: number; height: number },
  { seed, amplitude }: { seed: number; amplitude: number },
): (source: Plane) => Plane {
  const noise = smoothNoise(seed);
  return (source) => {
    const out = plane(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (isEven(source, x, y)) {
          out.data[y * width + x] = source.data[y * width + x] ?? 0;
          continue;
        }
        const dx = amplitude * noise(x / KNOT, y / KNOT);
        const dy = amplitude * noise(x / KNOT + 31.7, y / KNOT + 17.3);
        out.data[y * width + x] = sample(source, x + dx, y + dy);
      }
    }
    return out;
  };
}

// Farther than any displacement: where all this reach has one value, moving changes nothing.
const REACH = 6;

function isEven({ width, height, data }: Plane, x: number, y: number): boolean {
  const left = Math.max(0, x - REACH);
  const right = Math.min(width - 1, x + REACH);
  const top = Math.max(0, y - REACH) * width;
  const bottom = Math.min(height - 1, y + REACH) * width;
  const here = data[y * width + x];
  return (
    data[top + left] === here &&
    data[top + right] === here &&
    data[bottom + left] === here &&
    data[bottom + right] === here &&
    data[y * width + left] === here &&
    data[y * width + right] === here &&
    data[top + x] === here &&
    data[bottom + x] === here
  );
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

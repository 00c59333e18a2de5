import type { Plane } from "../raster.ts";

/** A connected area of a plane. */
export interface Region {
  /** Indices of its pixels. */
  pixels: number[];
  touchesEdge: boolean;
}

/** The 4-connected areas of the pixels that `belongs` accepts, in reading order of their first pixel. */
export function regionsOf(
  size: { width: number; height: number },
  belongs: (i: number) => boolean,
): Region[] {
  const seen = new Uint8Array(size.width * size.height);
  const regions: Region[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (!seen[start] && belongs(start)) regions.push(flood(size, { seen, belongs }, start));
  }
  return regions;
}

interface Field {
  seen: Uint8Array;
  belongs: (i: number) => boolean;
}

function flood(
  { width, height }: { width: number; height: number },
  { seen, belongs }: Field,
  start: number,
): Region {
  const pixels = [start];
  let touchesEdge = false;
  const visit = (i: number): void => {
    if (seen[i] || !belongs(i)) return;
    seen[i] = 1;
    pixels.push(i);
  };
  seen[start] = 1;
  for (let next = 0; next < pixels.length; next++) {
    const here = pixels[next] ?? 0;
    const x = here % width;
    if (x === 0 || x === width - 1 || here < width || here >= width * (height - 1)) touchesEdge = true;
    if (x > 0) visit(here - 1);
    if (x < width - 1) visit(here + 1);
    if (here >= width) visit(here - width);
    if (here < width * (height - 1)) visit(here + width);
  }
  return { pixels, touchesEdge };
}

// A part smaller than this share of the largest is an ornament and may have a colour of its own.
const ORNAMENT = 0.22;

/** 1 where a small separate part of the drawing lies (horns, steam, chopsticks), else 0. */
export function ornaments({ width, height, data }: Plane): Uint8Array {
  const parts = regionsOf({ width, height }, (i) => (data[i] ?? 0) > 0.25);
  const largest = parts.reduce((most, { pixels }) => Math.max(most, pixels.length), 0);
  const out = new Uint8Array(width * height);
  for (const { pixels } of parts) {
    if (pixels.length < largest * ORNAMENT) for (const pixel of pixels) out[pixel] = 1;
  }
  return out;
}

import type { Plane } from "../raster.ts";

/** A connected area of a plane. */
export interface Region {
  /** Indices of its pixels. */
  pixels: Int32Array;
  touchesEdge: boolean;
}

/** The 4-connected areas of the pixels that `belongs` accepts, in reading order of their first pixel. */
export function regionsOf({ width, height }: Size, belongs: (i: number) => boolean): Region[] {
  const waiting = new Uint8Array(width * height);
  for (let i = 0; i < waiting.length; i++) waiting[i] = belongs(i) ? 1 : 0;
  // One array holds the pixels of all areas, one after the other: it is queue and result in one.
  const order = new Int32Array(width * height);
  let end = 0;
  const visit = (i: number): void => {
    if (!waiting[i]) return;
    waiting[i] = 0;
    order[end++] = i;
  };
  const visitNeighbours = (i: number): void => {
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  };
  const regions: Region[] = [];
  for (let i = 0; i < waiting.length; i++) {
    if (!waiting[i]) continue;
    const start = end;
    visit(i);
    for (let next = start; next < end; next++) visitNeighbours(order[next] ?? 0);
    const pixels = order.subarray(start, end);
    regions.push({ pixels, touchesEdge: reachesEdge({ width, height }, pixels) });
  }
  return regions;
}

interface Size {
  width: number;
  height: number;
}

function reachesEdge({ width, height }: Size, pixels: Int32Array): boolean {
  return pixels.some(
    (i) => i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1,
  );
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

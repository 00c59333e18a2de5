import { blur, type Plane, plane, unit } from "../raster.ts";
import { distanceInside } from "./distance.ts";
import { regionsOf } from "./regions.ts";

/** The subject as areas: what covers the ground, and where its inner drawing is cut into it. */
export interface Silhouette {
  /** Coverage of the whole subject, 0..1. */
  cover: Plane;
  /** Coverage of the cuts: lines and openings within the subject that show no ground. */
  cuts: Plane;
}

// An opening wider than this share of the subject shows the ground (a ring, a mug's handle); a narrower one
// is a line of the drawing.
const WINDOW = 0.05;

/**
 * Fills the narrow openings of an icon's coverage. `extent` is the subject's longer side in pixels; gaps
 * narrower than about 3 % of it are closed first, so that a line that reaches the edge is still a line.
 */
export function silhouette(positive: Plane, extent: number): Silhouette {
  const { width, height } = positive;
  const closing = Math.max(1, extent * 0.016);
  const gap = distanceInside(inverted(positive), true);
  const grown = plane(width, height);
  for (let i = 0; i < grown.data.length; i++) grown.data[i] = (gap.data[i] ?? 0) <= closing ? 1 : 0;
  const enclosed = fillEnclosed(grown, gap, extent * WINDOW);
  const depth = distanceInside(enclosed);
  const solid = plane(width, height);
  for (let i = 0; i < solid.data.length; i++) solid.data[i] = (depth.data[i] ?? 0) > closing + 0.5 ? 1 : 0;
  const soft = blur(solid.data, { width, height, channels: 1 }, 1);
  const cover = plane(width, height);
  const cuts = plane(width, height);
  for (let i = 0; i < cover.data.length; i++) {
    const drawn = positive.data[i] ?? 0;
    cover.data[i] = Math.max(drawn, soft[i] ?? 0);
    cuts.data[i] = unit((cover.data[i] ?? 0) - drawn);
  }
  return { cover, cuts };
}

function inverted({ width, height, data }: Plane): Plane {
  return { width, height, data: data.map((value) => 1 - value) };
}

/** Adds to `grown` the openings that nowhere lie deeper than `window` and do not reach the picture's edge. */
function fillEnclosed(grown: Plane, gap: Plane, window: number): Plane {
  const filled = Float32Array.from(grown.data);
  for (const { pixels, touchesEdge } of regionsOf(grown, (i) => (grown.data[i] ?? 0) === 0)) {
    if (touchesEdge) continue;
    let deepest = 0;
    for (const pixel of pixels) deepest = Math.max(deepest, gap.data[pixel] ?? 0);
    if (deepest > window) continue;
    for (const pixel of pixels) filled[pixel] = 1;
  }
  return { width: grown.width, height: grown.height, data: filled };
}

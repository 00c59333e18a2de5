import { blur, type Plane, plane, unit } from "../raster.ts";
import { distanceInside } from "./distance.ts";
import type { Silhouette } from "./silhouette.ts";

/** Where the light comes from: x to the right, y down, z to the viewer. */
export interface Light {
  x: number;
  y: number;
  z: number;
}

/**
 * Lightness 0..1 of the subject as a body lit from one side: the outline is inflated to a rounded height, the
 * drawn parts stand a little above the cuts, and Lambert's law does the rest. Cuts are darker.
 */
export function reliefTone({ cover, cuts }: Silhouette, light: Light, extent: number): Plane {
  const { width, height } = cover;
  const shape = { width, height, channels: 1 };
  const depth = distanceInside(cover).data;
  const rounding = extent * 0.17;
  const body = new Float32Array(depth.length);
  const parts = new Float32Array(depth.length);
  for (let i = 0; i < depth.length; i++) {
    const t = Math.min(1, (depth[i] ?? 0) / rounding);
    body[i] = rounding * Math.sqrt(t * (2 - t));
    parts[i] = (cover.data[i] ?? 0) - (cuts.data[i] ?? 0);
  }
  const softBody = blur(body, shape, Math.max(1, Math.round(extent * 0.016)));
  const softParts = blur(parts, shape, Math.max(1, Math.round(extent * 0.009)));
  const raised = extent * 0.022;
  const surface = softBody.map((value, i) => value + raised * (softParts[i] ?? 0));
  const tone = plane(width, height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if ((cover.data[i] ?? 0) <= 0) continue;
      const slopeX = ((surface[i + 1] ?? 0) - (surface[i - 1] ?? 0)) / 2;
      const slopeY = ((surface[i + width] ?? 0) - (surface[i - width] ?? 0)) / 2;
      const lambert =
        (-slopeX * light.x - slopeY * light.y + light.z) / Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
      tone.data[i] = unit(0.16 + 0.84 * unit(lambert) - 0.55 * (cuts.data[i] ?? 0));
    }
  }
  return tone;
}

import type { Random } from "../random.ts";
import type { Light } from "./relief.ts";
import type { Box, Pose } from "./svg-mask.ts";

/** A circle, in pixels. */
export interface Disc {
  x: number;
  y: number;
  radius: number;
}

/** What the seed decides of a draft's arrangement. */
export interface Composition {
  pose: Pose;
  /** The subject's longer side, in pixels. */
  extent: number;
  light: Light;
  /** Which reference lends its backdrop. */
  backdrop: number;
  /** Shift of the backdrop's horizon, as a share of the height. */
  horizonShift: number;
  /** Bottom of the subject in pixels, where its shadow falls. */
  floor: number;
}

/** Arranges a subject with this box (icon units) on a canvas; all choices come from `random`. */
export function compose(canvas: { width: number; height: number }, box: Box, random: Random): Composition {
  const { width, height } = canvas;
  const boxWidth = box.right - box.left;
  const boxHeight = box.bottom - box.top;
  const fill = 0.66 + random() * 0.08;
  const scale = Math.min((fill * width) / boxWidth, (fill * height) / boxHeight);
  const mirrored = random() < 0.5;
  const side = random() < 0.5 ? -1 : 1;
  const lean = (random() - 0.5) * 8;
  const x = width / 2 + (random() - 0.5) * 0.06 * width;
  const y = height * (0.5 + (random() - 0.5) * 0.03);
  return {
    pose: {
      x,
      y,
      scale,
      tilt: lean,
      mirrored,
      middle: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    },
    extent: scale * Math.max(boxWidth, boxHeight),
    light: { x: side * 0.62, y: -0.62, z: 0.55 },
    backdrop: 0,
    horizonShift: (random() - 0.5) * 0.12,
    floor: y + (scale * boxHeight) / 2,
  };
}

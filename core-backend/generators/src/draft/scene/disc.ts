import type { Random } from "../random.ts";
import { type Plane, unit } from "../raster.ts";
import { chroma, type Swatch } from "../style/palette.ts";
import type { Disc } from "./composition.ts";
import { contrastScore, type Lab3 } from "./subject-colours.ts";

const SHARE_WITH_DISC = 0.36;
const TRIES = 40;
// Air between disc and subject, as a share of the shorter side; painted edges stray by less.
const AIR = 0.03;

/**
 * A disc beside the subject, as high as suns, lamps and wall plates hang; for about a third of all drafts, else
 * undefined. It never touches the subject's coverage nor comes nearer to the picture's edge than `margin` (a
 * share of the shorter side).
 */
export function placeDisc(cover: Plane, margin: number, random: Random): Disc | undefined {
  if (random() >= SHARE_WITH_DISC) return undefined;
  const { width, height } = cover;
  const short = Math.min(width, height);
  const edge = margin + 0.025;
  for (let tried = 0; tried < TRIES; tried++) {
    // Smaller from try to try: a wide subject leaves only its corners.
    const radius = short * (0.045 + random() * 0.085 * (1 - tried / TRIES));
    const inset = radius + short * edge;
    const disc = {
      x: inset + random() * (width - 2 * inset),
      y: inset + random() * Math.max(0, height * 0.45 - inset),
      radius,
    };
    if (isFree(cover, disc, radius + short * AIR)) return disc;
  }
  return undefined;
}

/** No part of the subject in reach, nor above: a disc in the opening of a ring would seem part of it. */
function isFree({ width, height, data }: Plane, { x, y }: Disc, reach: number): boolean {
  for (let row = 0; row < y; row++) {
    if ((data[row * width + Math.floor(x)] ?? 0) > 0.02) return false;
  }
  const bottom = Math.min(height, y + reach);
  const right = Math.min(width, x + reach);
  for (let row = Math.max(0, Math.floor(y - reach)); row < bottom; row++) {
    for (let column = Math.max(0, Math.floor(x - reach)); column < right; column++) {
      const inside = Math.hypot(column + 0.5 - x, row + 0.5 - y) <= reach;
      if (inside && (data[row * width + column] ?? 0) > 0.02) return false;
    }
  }
  return true;
}

const CLEAR = 0.6;

/**
 * A colour for a disc, drawn by lot from the palette's colours that show against the ground there; strong and
 * light ones have more lots.
 */
export function discColour(palette: readonly Swatch[], ground: Lab3, random: Random): Lab3 {
  const lots = palette.map(({ lab }) => {
    const contrast = contrastScore(lab, ground);
    return contrast < CLEAR ? 0 : contrast * (0.3 + unit(chroma(lab) / 60)) * (0.2 + lab[0] / 80);
  });
  let drawn = random() * lots.reduce((sum, lot) => sum + lot, 0);
  for (const [i, lot] of lots.entries()) {
    drawn -= lot;
    if (lot > 0 && drawn < 0) return palette[i]?.lab ?? ground;
  }
  return palette.at(-1)?.lab ?? ground;
}

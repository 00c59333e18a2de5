import type { Random } from "../random.ts";
import type { LabImage } from "../raster.ts";
import { BACKDROP_ROWS } from "../style/backdrop.ts";
import { distance } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";
import type { Composition } from "./composition.ts";
import { paintDisc, paintEllipse } from "./ground.ts";
import type { Lab3, SubjectColours } from "./subject-colours.ts";

interface Furnishing {
  composition: Composition;
  colours: SubjectColours;
  before: Lab3;
}

/** Adds what stands around the subject: light behind it when the ground is too alike, a disc, its shadow. */
export function furnish(
  ground: LabImage,
  profile: StyleProfile,
  { composition, colours, before }: Furnishing,
): void {
  const { pose, extent, floor, light } = composition;
  const plain = profile.character.medium === "plain";
  if (!plain) setOff(ground, { composition, colours, before });
  const shadow: Lab3 = plain
    ? darker(before, 9)
    : [Math.max(colours.dark[0], before[0] - 26), before[1] * 0.9, before[2] * 0.9];
  paintEllipse(
    ground,
    {
      x: pose.x - light.x * extent * 0.06,
      y: floor - extent * 0.005,
      radiusX: extent * 0.4,
      radiusY: extent * 0.06,
    },
    { colour: shadow, softness: plain ? 0.7 : extent * 0.03, strength: plain ? 1 : 0.7 },
  );
}

function darker(lab: Lab3, by: number): Lab3 {
  return [Math.max(0, lab[0] - by), lab[1], lab[2]];
}

const CLEAR = 26;

function setOff(ground: LabImage, { composition, colours, before }: Furnishing): void {
  const gap = colours.base[0] - before[0];
  if (Math.abs(gap) >= CLEAR) return;
  const lift = (gap >= 0 ? -1 : 1) * (CLEAR - Math.abs(gap));
  const colour: Lab3 = [
    Math.min(colours.light[0], Math.max(colours.dark[0], before[0] + lift)),
    before[1],
    before[2],
  ];
  const radius = composition.extent * 0.55;
  paintDisc(ground, { ...composition.pose, radius }, { colour, softness: radius * 0.5, strength: 0.75 });
}

/**
 * Picks a backdrop by lot: among those with some variety of colour, and of these rather one that sets off the wanted
 * colour if one is wanted. Where a reference has its colours in its subject, its backdrop alone makes a sparse
 * picture, which is less like the style than any of the references.
 */
export function fittingBackdrop(
  { backdrops }: StyleProfile,
  wanted: Lab3 | undefined,
  random: Random,
): number {
  const varieties = backdrops.map(({ rows }) => varietyOf(rows));
  const enough = Math.max(...varieties) * ENOUGH_VARIETY;
  const rich = varieties.filter((variety) => variety >= enough).length >= FEWEST_BACKDROPS;
  const lots = backdrops.map(({ rows }, index) => {
    const lot = random();
    if (rich && (varieties[index] ?? 0) < enough) return Number.NEGATIVE_INFINITY;
    if (wanted === undefined) return lot;
    const middle = (BACKDROP_ROWS >> 1) * 3;
    return (
      lot +
      Math.min(50, distance([rows[middle] ?? 0, rows[middle + 1] ?? 0, rows[middle + 2] ?? 0], wanted)) / 16
    );
  });
  return lots.indexOf(Math.max(...lots));
}

/** Of the most varied backdrop's variety. */
const ENOUGH_VARIETY = 0.5;
/** With fewer to choose from, drafts would be too alike. */
const FEWEST_BACKDROPS = 3;

/** Root of the summed variances of L, a and b over the rows. */
function varietyOf(rows: Float32Array): number {
  let variance = 0;
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < BACKDROP_ROWS; row++) {
      const value = rows[row * 3 + channel] ?? 0;
      sum += value;
      squares += value * value;
    }
    variance += squares / BACKDROP_ROWS - (sum / BACKDROP_ROWS) ** 2;
  }
  return Math.sqrt(Math.max(0, variance));
}

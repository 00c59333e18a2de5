import { boxBlur, type LabImage, type Plane, unit } from "../raster.ts";
import type { Composition, Disc } from "./composition.ts";
import { mix } from "./ground.ts";
import type { Silhouette } from "./silhouette.ts";
import { type Lab3, type SubjectColours, toneColour } from "./subject-colours.ts";

/** The parts of a scene a figure is drawn from. */
interface Drawn {
  composition: Composition;
  areas: Silhouette;
  tone: Plane;
  accents: Uint8Array;
  colours: SubjectColours;
  disc: ColouredDisc | undefined;
}

/** A sun, a lamp or a plate on the wall. */
export interface ColouredDisc extends Disc {
  colour: Lab3;
}

/** Subject and disc in their colours, and where they cover the ground. */
export interface Figure {
  /** Carried on beyond the edges, so that a patch across an edge fits. */
  figure: LabImage;
  figureCover: Plane;
}

/** Colours the subject by its tone, ornaments in the accent, and adds the disc. */
export function drawFigure({ composition, areas, tone, accents, colours, disc }: Drawn): Figure {
  const { width, height, data } = tone;
  const spread = carriedOn(tone, areas.cover, Math.max(2, Math.round(composition.extent * 0.02)));
  const ramps = [colours, { ...colours, base: colours.accent }].map((ramp) =>
    Array.from({ length: 65 }, (_, i) => toneColour(ramp, i / 64)),
  );
  const lab = new Float32Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    const ramp = ramps[accents[i] ?? 0] ?? [];
    mix(lab, i * 3, ramp[Math.round((spread[i] ?? 0) * 64)] ?? colours.base, 1);
  }
  const figureCover = { width, height, data: Float32Array.from(areas.cover.data) };
  if (disc) addDisc({ lab, cover: figureCover }, disc);
  return { figure: { width, height, lab }, figureCover };
}

/** Tone within the cover, and beyond it the mean of what is near. */
function carriedOn(tone: Plane, cover: Plane, reach: number): Float32Array {
  const shape = { width: tone.width, height: tone.height, channels: 1 };
  const weighted = tone.data.map((value, i) => value * (cover.data[i] ?? 0));
  const sums = boxBlur(weighted, shape, reach);
  const weights = boxBlur(cover.data, shape, reach);
  return tone.data.map((value, i) => {
    const share = cover.data[i] ?? 0;
    const weight = weights[i] ?? 0;
    const around = weight > 1e-4 ? (sums[i] ?? 0) / weight : 0.5;
    return share * value + (1 - share) * around;
  });
}

function addDisc({ lab, cover }: { lab: Float32Array; cover: Plane }, disc: ColouredDisc): void {
  const { width, height, data } = cover;
  const reach = disc.radius * 1.5;
  for (let y = Math.max(0, Math.floor(disc.y - reach)); y < Math.min(height, disc.y + reach); y++) {
    for (let x = Math.max(0, Math.floor(disc.x - reach)); x < Math.min(width, disc.x + reach); x++) {
      const i = y * width + x;
      const own = data[i] ?? 0;
      const inside = unit(disc.radius - Math.hypot(x + 0.5 - disc.x, y + 0.5 - disc.y) + 0.5);
      if (own < 0.05) mix(lab, i * 3, disc.colour, 1);
      data[i] = Math.max(own, inside);
    }
  }
}

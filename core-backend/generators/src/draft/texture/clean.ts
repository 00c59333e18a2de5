import type { LabImage } from "../raster.ts";
import { mix } from "../scene/ground.ts";
import type { Scene } from "../scene/scene.ts";
import { type Lab3, snap } from "../scene/subject-colours.ts";
import { chroma, distance, hueGap, type Swatch } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";

/** Clean areas: the subject in three flat colours, cuts in a fourth, no surface. */
export function cleanAreas(scene: Scene, { palette, character }: StyleProfile): LabImage {
  const { colours, tone, areas, ground, accents, figureCover } = scene;
  const tones = [colours.base, colours.accent].map((base) => flatTones(palette, base));
  const cut = cutColour(scene, palette);
  for (let i = 0; i < tone.data.length; i++) {
    const cover = areas.cover.data[i] ?? 0;
    const beside = (figureCover.data[i] ?? 0) - cover;
    if (beside > 0 && scene.disc) mix(ground.lab, i * 3, scene.disc.colour, beside / (1 - cover));
    if (cover <= 0) continue;
    const cuts = areas.cuts.data[i] ?? 0;
    const value = (tone.data[i] ?? 0) + 0.55 * cuts;
    const { shade, base, light } = tones[accents[i] ?? 0] ?? { shade: cut, base: cut, light: cut };
    mix(ground.lab, i * 3, value < 0.47 ? shade : value > 0.93 ? light : base, cover);
    mix(ground.lab, i * 3, cut, cover * cuts);
  }
  if (character.outlined > 0.25) drawContour(scene, colours.dark);
  return ground;
}

function flatTones(palette: readonly Swatch[], base: Lab3): { shade: Lab3; base: Lab3; light: Lab3 } {
  const shade = relative(palette, base, -1) ?? [Math.max(2, base[0] - 9), base[1], base[2]];
  return { shade, base, light: relative(palette, base, 1) ?? base };
}

function drawContour({ ground, contour }: Scene, colour: Lab3): void {
  for (let i = 0; i < contour.data.length; i++) mix(ground.lab, i * 3, colour, contour.data[i] ?? 0);
}

/** A colour of the palette of the same hue, darker (-1) or lighter (1) by a step one would use for shading. */
function relative(palette: readonly Swatch[], base: Lab3, direction: -1 | 1): Lab3 | undefined {
  const fits = palette.filter(({ lab }) => {
    const step = (lab[0] - base[0]) * direction;
    const kin = chroma(base) < 12 ? chroma(lab) < 18 : hueGap(lab, base) < 0.5;
    return step > 3 && step < 26 && kin;
  });
  return fits.sort((a, b) => distance(a.lab, base) - distance(b.lab, base))[0]?.lab;
}

function cutColour({ colours: { base, dark, light, accent } }: Scene, palette: readonly Swatch[]): Lab3 {
  if (distance(accent, base) > 35) return accent;
  return snap(base[0] > 55 ? dark : light, palette);
}

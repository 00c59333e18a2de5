import type { LabImage } from "../raster.ts";
import { mix } from "../scene/ground.ts";
import type { Scene } from "../scene/scene.ts";
import { type Lab3, snap, toneColour } from "../scene/subject-colours.ts";
import { chroma, distance, hueGap, type Swatch } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";

/** Clean areas: the subject in three flat colours, cuts in a fourth, no surface. */
export function cleanAreas(scene: Scene, { palette, character }: StyleProfile): LabImage {
  const { colours, tone, areas, ground } = scene;
  const shade = relative(palette, colours.base, -1) ?? snap(toneColour(colours, 0.3), palette);
  const cut = cutColour(scene, palette);
  const light = relative(palette, colours.base, 1) ?? colours.base;
  for (let i = 0; i < tone.data.length; i++) {
    const cover = areas.cover.data[i] ?? 0;
    if (cover <= 0) continue;
    const value = (tone.data[i] ?? 0) + 0.55 * (areas.cuts.data[i] ?? 0);
    const colour = value < 0.47 ? shade : value > 0.93 ? light : colours.base;
    mix(ground.lab, i * 3, colour, cover);
    mix(ground.lab, i * 3, cut, cover * (areas.cuts.data[i] ?? 0));
  }
  if (character.outlined > 0.25) drawContour(scene, colours.dark);
  return ground;
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

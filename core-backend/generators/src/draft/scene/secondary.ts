import type { Random } from "../random.ts";
import type { LabImage } from "../raster.ts";
import { distance, type Swatch } from "../style/palette.ts";
import type { Disc } from "./composition.ts";
import { paintEllipse } from "./ground.ts";
import type { Lab3 } from "./subject-colours.ts";

/**
 * Simple shapes of clean-edged styles beside and behind the subject, in colours the style uses much: two hills
 * at the horizon and a cloud or two. They keep to the sides, so that the subject stays alone in the middle.
 */
export function drawSecondaryShapes(
  ground: LabImage,
  palette: readonly Swatch[],
  scene: { disc: Disc | undefined; random: Random },
): void {
  const { width, height } = ground;
  const { disc, random } = scene;
  const side = random() < 0.5 ? -1 : 1;
  for (const [i, colour] of coloursBeside(ground, palette, random).entries()) {
    const direction = i === 0 ? side : -side;
    const ellipse = {
      x: width * (0.5 + direction * (0.42 + 0.08 * random())),
      y: height * (0.74 + 0.1 * random()),
      radiusX: width * (0.15 + 0.08 * random()),
      radiusY: height * (0.13 + 0.1 * random()),
    };
    paintEllipse(ground, ellipse, { colour, softness: 0.7, strength: 1 });
  }
  const cloud = palette.at(-1)?.lab ?? [97, 0, 0];
  const short = Math.min(width, height);
  const x = disc && disc.x > width / 2 ? width * 0.18 : width * 0.82;
  for (const [shift, size] of [
    [0, 0.1],
    [0.06, 0.07],
  ] as const) {
    const y = height * (0.13 + shift * 0.5);
    paintEllipse(
      ground,
      { x: x + shift * width, y, radiusX: short * size, radiusY: short * 0.022 },
      { colour: cloud, softness: 0.7, strength: 1 },
    );
  }
}

function coloursBeside(ground: LabImage, palette: readonly Swatch[], random: Random): Lab3[] {
  const at = (Math.floor(ground.height * 0.6) * ground.width + 2) * 3;
  const behind = Array.from(ground.lab.subarray(at, at + 3));
  const ranked = palette
    .filter(({ lab }) => distance(lab, behind) > 14)
    .map((swatch) => ({ lab: swatch.lab, rank: Math.sqrt(swatch.weight) * (0.4 + random()) }));
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked.slice(0, 2).map(({ lab }) => lab);
}

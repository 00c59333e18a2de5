import type { Random } from "../random.ts";
import { boxBlur, type LabImage, unit } from "../raster.ts";
import { mix } from "../scene/ground.ts";
import type { Scene } from "../scene/scene.ts";
import type { StyleProfile } from "../style/profile.ts";
import { quilt } from "./quilt.ts";

/** A worked surface: both layers quilted from the references, then laid over one another. */
export function workedSurface(scene: Scene, profile: StyleProfile, random: Random): LabImage {
  const { patches, references, character } = profile;
  if (patches === undefined) return scene.ground;
  // A seam can never be better than the surface is smooth.
  const seamWeight = Math.min(0.4, 5 / character.roughness ** 2);
  const ground = quilt(
    {
      guide: scene.ground,
      references,
      dictionary: patches.ground,
      overlap: 16,
      candidates: 2200,
      seamWeight,
      calm: true,
    },
    random,
  );
  const subject = quilt(
    {
      guide: scene.figure,
      references,
      dictionary: patches.subject,
      overlap: 8,
      candidates: 1800,
      seamWeight: seamWeight * 0.5,
      wanted: (x, y, size) => touches(scene, x, y, size),
    },
    random,
  );
  // Two-tone lines carry tone by their width; adding tone between them would only grey them.
  const tonal = 1 - 0.75 * unit((character.roughness - 6) / 8);
  // Where there is next to no grain, a rendered gradient is nearer to the style than any patchwork.
  const smooth = unit((1.6 - character.roughness) / 0.9);
  const detail = 2.6 * character.roughness;
  followGuide(ground, scene.ground, {
    lightness: Math.max(smooth, 0.35 * tonal),
    colour: Math.max(smooth, 0.3),
    detail: 1.6 * detail,
  });
  followGuide(subject, scene.figure, {
    lightness: Math.max(smooth, 0.75 * tonal),
    colour: Math.max(smooth, 0.75),
    detail: 0.7 * detail,
  });
  layOver(ground, subject, scene);
  drawContour(ground, scene, 0.3 + 0.7 * unit((character.roughness - 6) / 8));
  return ground;
}

function touches({ figureCover: cover }: Scene, x: number, y: number, size: number): boolean {
  for (let v = 0; v < size; v += 3) {
    for (let u = 0; u < size; u += 3) if ((cover.data[(y + v) * cover.width + x + u] ?? 0) > 0) return true;
  }
  return false;
}

interface Following {
  /** How much of the guide's broad lightness and colour replaces that of the patches, 0..1. */
  lightness: number;
  colour: number;
  /** The most that detail may deviate, in L; more is an edge of some object a patch was cut from. */
  detail: number;
}

/** Keeps the patches' detail, but lets broad light and colour follow the guide. */
function followGuide(out: LabImage, guide: LabImage, { lightness, colour, detail }: Following): void {
  const shape = { width: out.width, height: out.height, channels: 3 };
  const broad = boxBlur(out.lab, shape, 7);
  for (let c = 0; c < 3; c++) {
    const weight = c === 0 ? lightness : colour;
    const inverse = c === 0 ? 1 / detail : 1 / (0.7 * detail);
    for (let i = c; i < broad.length; i += 3) {
      const low = broad[i] ?? 0;
      const gap = (out.lab[i] ?? 0) - low;
      const excess = gap * inverse;
      // Near the identity for small detail, never beyond the limit for large.
      out.lab[i] = low + weight * ((guide.lab[i] ?? 0) - low) + gap / Math.sqrt(1 + excess * excess);
    }
  }
}

function layOver(ground: LabImage, subject: LabImage, { figureCover: cover }: Scene): void {
  for (let i = 0; i < cover.data.length; i++) {
    const weight = cover.data[i] ?? 0;
    if (weight === 0) continue;
    for (let at = i * 3; at < i * 3 + 3; at++) {
      const value = ground.lab[at] ?? 0;
      ground.lab[at] = value + weight * ((subject.lab[at] ?? 0) - value);
    }
  }
}

/** The subject's own lines, in the style's dark or light: faint in a painting, firm where the style draws with lines. */
function drawContour(out: LabImage, { contour, colours, areas }: Scene, strength: number): void {
  const { base, dark, light } = colours;
  // A firm line on a dark body is left out of the ink, as an engraver would.
  const colour = strength > 0.6 && base[0] < 0.45 * (dark[0] + light[0]) ? light : dark;
  for (let i = 0; i < contour.data.length; i++) {
    const line = Math.max(contour.data[i] ?? 0, 0.8 * (areas.cuts.data[i] ?? 0));
    if (line > 0) mix(out.lab, i * 3, colour, strength * line);
  }
}

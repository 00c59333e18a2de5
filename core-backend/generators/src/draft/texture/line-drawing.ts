import type { Random } from "../random.ts";
import type { LabImage } from "../raster.ts";
import { mix } from "../scene/ground.ts";
import type { Scene } from "../scene/scene.ts";
import type { Lab3 } from "../scene/subject-colours.ts";
import { distance } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";
import { quilt } from "./quilt.ts";

/** Lines on one ground: the ground is quilted, the subject left clear, contoured and hatched where it is dark. */
export function lineDrawing(scene: Scene, profile: StyleProfile, random: Random): LabImage {
  const { patches, references, palette } = profile;
  if (patches === undefined) return scene.ground;
  const paper = [...palette].sort((a, b) => b.weight - a.weight)[0]?.lab ?? scene.colours.light;
  const ink = [...palette].sort((a, b) => distance(b.lab, paper) - distance(a.lab, paper))[0]?.lab ?? scene.colours.dark;
  const out = quilt(
    { guide: scene.ground, references, dictionary: patches.ground, overlap: 16, candidates: 3500, seamWeight: 0.3 },
    random,
  );
  const { disc } = scene.composition;
  if (disc) drawCircle(out, disc, { paper, ink });
  drawSubject(out, scene, { paper, ink });
  return out;
}

interface Inks {
  paper: Lab3;
  ink: Lab3;
}

function drawCircle({ width, height, lab }: LabImage, disc: { x: number; y: number; radius: number }, { paper, ink }: Inks): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const beyond = Math.hypot(x + 0.5 - disc.x, y + 0.5 - disc.y) - disc.radius;
      if (beyond > 3) continue;
      if (beyond < 0) mix(lab, (y * width + x) * 3, paper, 0.9);
      mix(lab, (y * width + x) * 3, ink, 0.85 * Math.max(0, 1 - Math.abs(beyond)));
    }
  }
}

function drawSubject({ width, lab }: LabImage, { areas, contour, tone, composition, colours }: Scene, { paper, ink }: Inks): void {
  const spacing = Math.max(5, composition.extent * 0.019);
  void colours;
  for (let i = 0; i < contour.data.length; i++) {
    const cover = areas.cover.data[i] ?? 0;
    if (cover > 0) mix(lab, i * 3, paper, 0.94 * cover);
    const x = i % width;
    const y = (i - x) / width;
    const across = ((x + y) * Math.SQRT1_2) / spacing;
    const hatched = (tone.data[i] ?? 0) < 0.58 && (areas.cuts.data[i] ?? 0) < 0.5;
    if (hatched && cover > 0.5) mix(lab, i * 3, ink, 0.55 * Math.max(0, 1 - Math.abs(across - Math.round(across)) * spacing));
    mix(lab, i * 3, ink, Math.min(1, contour.data[i] ?? 0));
  }
}

import type { Random } from "../random.ts";
import type { LabImage } from "../raster.ts";
import { mix } from "../scene/ground.ts";
import type { Scene } from "../scene/scene.ts";
import type { Lab3 } from "../scene/subject-colours.ts";
import type { Reference } from "../style/decode.ts";
import { distance } from "../style/palette.ts";
import { type PatchDictionary, TRAITS } from "../style/patches.ts";
import type { StyleProfile } from "../style/profile.ts";
import { quilt } from "./quilt.ts";

/** Lines on one ground: the ground is quilted, the subject left clear, contoured and hatched where it is dark. */
export function lineDrawing(scene: Scene, profile: StyleProfile, random: Random): LabImage {
  const { patches, references, palette } = profile;
  if (patches === undefined) return scene.ground;
  const paper = [...palette].sort((a, b) => b.weight - a.weight)[0]?.lab ?? scene.colours.light;
  const ink =
    [...palette].sort((a, b) => distance(b.lab, paper) - distance(a.lab, paper))[0]?.lab ??
    scene.colours.dark;
  const out = quilt(
    {
      guide: calmGround(scene.ground, references, patches.ground),
      references,
      dictionary: patches.ground,
      overlap: 16,
      candidates: 2200,
      seamWeight: 0.25,
      calm: true,
    },
    random,
  );
  if (scene.disc) drawCircle(out, scene.disc, { paper, ink });
  drawSubject(out, scene, { paper, ink });
  return out;
}

// Share of the shorter side within which the references' own edge (a frame, a title block) is kept.
const FRAME = 0.09;

/** The ground as the references' own edge, and within it as light as their emptier patches: paper and grid. */
function calmGround(
  { width, height }: LabImage,
  references: readonly Reference[],
  { traits, calm }: PatchDictionary,
): LabImage {
  const lightness = Float32Array.from(calm, (i) => traits[i * TRAITS + 4] ?? 0).sort();
  const emptier = lightness[Math.floor(lightness.length * 0.5)] ?? 0;
  const edge = meanOfReferences(references, { width, height });
  const lab = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3;
      const inside = Math.min(x, y, width - 1 - x, height - 1 - y) / Math.min(width, height);
      lab[i] = inside < FRAME ? (edge[i] ?? 0) : emptier;
      lab[i + 1] = edge[i + 1] ?? 0;
      lab[i + 2] = edge[i + 2] ?? 0;
    }
  }
  return { width, height, lab };
}

/** The references laid over one another, stretched to the canvas. */
function meanOfReferences(
  references: readonly Reference[],
  { width, height }: { width: number; height: number },
): Float32Array {
  const sum = new Float32Array(width * height * 3);
  const share = 1 / references.length;
  for (const reference of references) {
    for (let y = 0; y < height; y++) {
      const row = Math.floor((y / height) * reference.height) * reference.width;
      for (let x = 0; x < width; x++) {
        const from = (row + Math.floor((x / width) * reference.width)) * 3;
        const to = (y * width + x) * 3;
        for (let c = 0; c < 3; c++) sum[to + c] = (sum[to + c] ?? 0) + share * (reference.lab[from + c] ?? 0);
      }
    }
  }
  return sum;
}

interface Inks {
  paper: Lab3;
  ink: Lab3;
}

function drawCircle(
  { width, height, lab }: LabImage,
  disc: { x: number; y: number; radius: number },
  { paper, ink }: Inks,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const beyond = Math.hypot(x + 0.5 - disc.x, y + 0.5 - disc.y) - disc.radius;
      if (beyond > 3) continue;
      if (beyond < 0) mix(lab, (y * width + x) * 3, paper, 0.9);
      mix(lab, (y * width + x) * 3, ink, 0.85 * Math.max(0, 1 - Math.abs(beyond)));
    }
  }
}

function drawSubject(
  { width, lab }: LabImage,
  { areas, contour, tone, composition }: Scene,
  { paper, ink }: Inks,
): void {
  const spacing = Math.max(5, composition.extent * 0.019);
  for (let i = 0; i < contour.data.length; i++) {
    const cover = areas.cover.data[i] ?? 0;
    if (cover > 0) mix(lab, i * 3, paper, 0.94 * cover);
    const x = i % width;
    const y = (i - x) / width;
    const across = ((x + y) * Math.SQRT1_2) / spacing;
    const hatched = (tone.data[i] ?? 0) < 0.58 && (areas.cuts.data[i] ?? 0) < 0.5;
    if (hatched && cover > 0.5)
      mix(lab, i * 3, ink, 0.55 * Math.max(0, 1 - Math.abs(across - Math.round(across)) * spacing));
    mix(lab, i * 3, ink, Math.min(1, contour.data[i] ?? 0));
  }
}

import type { Random } from "../random.ts";
import { blur, type LabImage, unit } from "../raster.ts";
import type { Scene } from "../scene/scene.ts";
import { mix } from "../scene/ground.ts";
import type { StyleProfile } from "../style/profile.ts";
import { quilt } from "./quilt.ts";

/** A worked surface: both layers quilted from the references, then laid over one another. */
export function workedSurface(scene: Scene, profile: StyleProfile, random: Random): LabImage {
  const { patches, references, character } = profile;
  if (patches === undefined) return scene.ground;
  const ground = quilt(
    { guide: scene.ground, references, dictionary: patches.ground, overlap: 16, candidates: 3500, seamWeight: 0.22 },
    random,
  );
  const subject = quilt(
    {
      guide: scene.subject,
      references,
      dictionary: patches.subject,
      overlap: 8,
      candidates: 3000,
      seamWeight: 0.1,
      wanted: (x, y, size) => touches(scene, x, y, size),
    },
    random,
  );
  // Two-tone lines carry tone by their width; adding tone between them would only grey them.
  const tonal = 1 - 0.75 * unit((character.roughness - 6) / 8);
  followGuide(ground, scene.ground, { lightness: 0.35 * tonal, colour: 0.3 });
  followGuide(subject, scene.subject, { lightness: 0.75 * tonal, colour: 0.75 });
  layOver(ground, subject, scene);
  return ground;
}

function touches({ areas: { cover } }: Scene, x: number, y: number, size: number): boolean {
  for (let v = 0; v < size; v += 3) {
    for (let u = 0; u < size; u += 3) if ((cover.data[(y + v) * cover.width + x + u] ?? 0) > 0) return true;
  }
  return false;
}

/** Corrects what the patches miss of the guide's broad light and colour, leaving their detail. */
function followGuide(out: LabImage, guide: LabImage, strength: { lightness: number; colour: number }): void {
  const gap = new Float32Array(out.lab.length);
  for (let i = 0; i < gap.length; i++) gap[i] = (guide.lab[i] ?? 0) - (out.lab[i] ?? 0);
  const broad = blur(gap, { width: out.width, height: out.height, channels: 3 }, 6);
  for (let i = 0; i < gap.length; i += 3) {
    out.lab[i] = (out.lab[i] ?? 0) + strength.lightness * (broad[i] ?? 0);
    out.lab[i + 1] = (out.lab[i + 1] ?? 0) + strength.colour * (broad[i + 1] ?? 0);
    out.lab[i + 2] = (out.lab[i + 2] ?? 0) + strength.colour * (broad[i + 2] ?? 0);
  }
}

function layOver(ground: LabImage, subject: LabImage, { areas: { cover } }: Scene): void {
  for (let i = 0; i < cover.data.length; i++) {
    const weight = cover.data[i] ?? 0;
    if (weight > 0) mix(ground.lab, i * 3, [subject.lab[i * 3] ?? 0, subject.lab[i * 3 + 1] ?? 0, subject.lab[i * 3 + 2] ?? 0], weight);
  }
}

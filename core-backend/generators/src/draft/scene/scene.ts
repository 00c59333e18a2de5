import { mixSeed, type Random } from "../random.ts";
import type { LabImage, Plane } from "../raster.ts";
import type { StyleProfile } from "../style/profile.ts";
import { type Composition, compose } from "./composition.ts";
import { drawBackdrop, meanAround, mix, paintDisc, paintEllipse, paintMargin } from "./ground.ts";
import { reliefTone } from "./relief.ts";
import { type Silhouette, silhouette } from "./silhouette.ts";
import { type Lab3, type SubjectColours, subjectColours, toneColour } from "./subject-colours.ts";
import { pathBox, posed, rasterise } from "./svg-mask.ts";

/** A drawn scene, before the style's surface is laid on it. */
export interface Scene {
  width: number;
  height: number;
  composition: Composition;
  areas: Silhouette;
  /** Coverage of the subject's lines: its contour and that of its parts. */
  contour: Plane;
  /** Lightness of the subject, 0..1. */
  tone: Plane;
  colours: SubjectColours;
  ground: LabImage;
  subject: LabImage;
}

/** What to draw. */
export interface SceneRequest {
  width: number;
  height: number;
  /** SVG path data within 0..512. */
  path: string;
  wanted: Lab3 | undefined;
  seed: number;
}

/** Width of a contour as a share of the subject's longer side. */
const CONTOUR = 0.014;

/** Draws ground and subject as two layers in the style's colours. */
export async function drawScene(request: SceneRequest, profile: StyleProfile, random: Random): Promise<Scene> {
  const { width, height, path, seed } = request;
  const composition = compose(request, await pathBox(path), random);
  const { pose, extent, light } = composition;
  const positive = await rasterise(posed(path, pose, 'fill="#fff"'), width, height);
  const stroke = Math.max(1.2, CONTOUR * extent) / pose.scale;
  const contour = await rasterise(
    posed(path, pose, `fill="none" stroke="#fff" stroke-width="${stroke.toFixed(2)}" stroke-linejoin="round"`),
    width,
    height,
  );
  const areas = silhouette(positive, extent);
  const tone = reliefTone(areas, light, extent);
  const ground = drawBackdrop(request, profile, { composition, seed });
  const before = meanAround(ground, pose, extent * 0.4);
  const colours = subjectColours(profile, { ground: before, wanted: request.wanted }, random);
  furnish(ground, profile, { composition, colours, before });
  paintMargin(ground, profile, mixSeed(seed, "margin"));
  return { width, height, composition, areas, contour, tone, colours, ground, subject: colourSubject(tone, colours) };
}

interface Furnishing {
  composition: Composition;
  colours: SubjectColours;
  before: Lab3;
}

/** Adds what stands around the subject: light behind it when the ground is too alike, a disc, its shadow. */
function furnish(ground: LabImage, profile: StyleProfile, { composition, colours, before }: Furnishing): void {
  const { pose, extent, disc, floor, light } = composition;
  const plain = profile.character.medium === "plain";
  if (!plain) setOff(ground, { composition, colours, before });
  if (disc) {
    const colour = profile.character.medium === "lines" ? before : colours.accent;
    paintDisc(ground, disc, { colour, softness: plain ? 0.7 : 2, strength: plain ? 1 : 0.85 });
  }
  const shadow: Lab3 = plain ? darker(before, 9) : [Math.max(colours.dark[0], before[0] - 26), before[1] * 0.9, before[2] * 0.9];
  paintEllipse(
    ground,
    { x: pose.x - light.x * extent * 0.06, y: floor - extent * 0.005, radiusX: extent * 0.4, radiusY: extent * 0.06 },
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
  const colour: Lab3 = [Math.min(colours.light[0], Math.max(colours.dark[0], before[0] + lift)), before[1], before[2]];
  const radius = composition.extent * 0.55;
  paintDisc(ground, { ...composition.pose, radius }, { colour, softness: radius * 0.5, strength: 0.75 });
}

function colourSubject(tone: Plane, colours: SubjectColours): LabImage {
  const { width, height, data } = tone;
  const steps = Array.from({ length: 65 }, (_, i) => toneColour(colours, i / 64));
  const lab = new Float32Array(width * height * 3);
  for (let i = 0; i < data.length; i++) mix(lab, i * 3, steps[Math.round((data[i] ?? 0) * 64)] ?? colours.base, 1);
  return { width, height, lab };
}

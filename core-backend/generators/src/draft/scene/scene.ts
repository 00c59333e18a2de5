import { mixSeed, type Random } from "../random.ts";
import { blur, type LabImage, type Plane, unit } from "../raster.ts";
import { BACKDROP_ROWS } from "../style/backdrop.ts";
import { distance } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";
import { type Composition, compose, type Disc } from "./composition.ts";
import { drawBackdrop, meanAround, mix, paintDisc, paintEllipse, paintMargin } from "./ground.ts";
import { ornaments } from "./regions.ts";
import { reliefTone } from "./relief.ts";
import { drawSecondaryShapes } from "./secondary.ts";
import { type Silhouette, silhouette } from "./silhouette.ts";
import { type Lab3, type SubjectColours, subjectColours, toneColour } from "./subject-colours.ts";
import { pathBox, posed, rasterise } from "./svg-mask.ts";
import { createWarp } from "./warp.ts";

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
  /** 1 where the subject takes the accent colour. */
  accents: Uint8Array;
  ground: LabImage;
  /** Subject and disc in their colours; carried on beyond their edges, so that a patch across an edge fits. */
  figure: LabImage;
  /** Coverage of subject and disc. */
  figureCover: Plane;
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

/** Width of a contour as a share of the subject's longer side; finer where lines are all there is. */
const CONTOUR = { pixels: 0.014, plain: 0.012, lines: 0.009, texture: 0.012 };

/** Draws ground and subject as two layers in the style's colours. */
export async function drawScene(request: SceneRequest, profile: StyleProfile, random: Random): Promise<Scene> {
  const { width, height, path, seed } = request;
  const composition = compose(request, await pathBox(path), random);
  const { pose, extent, light } = composition;
  const positive = await rasterise(posed(path, pose, 'fill="#fff"'), width, height);
  const stroke = Math.max(1.2, CONTOUR[profile.character.medium] * extent) / pose.scale;
  const contour = await rasterise(
    posed(path, pose, `fill="none" stroke="#fff" stroke-width="${stroke.toFixed(2)}" stroke-linejoin="round"`),
    width,
    height,
  );
  const areas = silhouette(positive, extent);
  const tone = reliefTone(areas, light, extent);
  composition.backdrop = fittingBackdrop(profile, request.wanted, random);
  const ground = drawBackdrop(request, profile, { composition, seed });
  if (profile.character.medium === "plain") drawSecondaryShapes(ground, profile.palette, { composition, random });
  const before = meanAround(ground, pose, extent * 0.4);
  const behind = [-0.3, -0.1, 0.1, 0.3].map((share) => meanAround(ground, { x: pose.x, y: pose.y + share * extent }, extent * 0.08));
  const colours = subjectColours(profile, { ground: behind, wanted: request.wanted }, random);
  furnish(ground, profile, { composition, colours, before });
  paintMargin(ground, profile, mixSeed(seed, "margin"));
  const accents = ornaments(positive);
  const figure = drawFigure({ composition, areas, tone, accents, colours });
  const scene = { width, height, composition, areas, contour, tone, colours, accents, ground, ...figure };
  const wobble = edgeWobble(profile);
  if (wobble === 0) return scene;
  const warp = createWarp(scene, { seed, amplitude: wobble });
  return { ...scene, figureCover: warp(scene.figureCover), contour: warp(contour) };
}

/** How far a painted edge strays, in pixels: with the strokes, not at all where edges are drawn. */
function edgeWobble({ character: { medium, roughness } }: StyleProfile): number {
  return medium === "texture" && roughness < 10 ? 0.8 + 0.45 * roughness : 0;
}

interface Furnishing {
  composition: Composition;
  colours: SubjectColours;
  before: Lab3;
}

/** Adds what stands around the subject: light behind it when the ground is too alike, a disc, its shadow. */
function furnish(ground: LabImage, profile: StyleProfile, { composition, colours, before }: Furnishing): void {
  const { pose, extent, floor, light } = composition;
  const plain = profile.character.medium === "plain";
  if (!plain) setOff(ground, { composition, colours, before });
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

type Drawn = Pick<Scene, "composition" | "areas" | "tone" | "accents" | "colours">;

function drawFigure({ composition, areas, tone, accents, colours }: Drawn): Pick<Scene, "figure" | "figureCover"> {
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
  const { disc } = composition;
  if (disc) addDisc({ lab, cover: figureCover }, disc, colours.bright);
  return { figure: { width, height, lab }, figureCover };
}

/** Tone within the cover, and beyond it the mean of what is near. */
function carriedOn(tone: Plane, cover: Plane, reach: number): Float32Array {
  const shape = { width: tone.width, height: tone.height, channels: 1 };
  const weighted = tone.data.map((value, i) => value * (cover.data[i] ?? 0));
  const sums = blur(weighted, shape, reach);
  const weights = blur(cover.data, shape, reach);
  return tone.data.map((value, i) => {
    const share = cover.data[i] ?? 0;
    const weight = weights[i] ?? 0;
    const around = weight > 1e-4 ? (sums[i] ?? 0) / weight : 0.5;
    return share * value + (1 - share) * around;
  });
}

function addDisc({ lab, cover }: { lab: Float32Array; cover: Plane }, disc: Disc, colour: Lab3): void {
  const { width, height, data } = cover;
  const reach = disc.radius * 1.5;
  for (let y = Math.max(0, Math.floor(disc.y - reach)); y < Math.min(height, disc.y + reach); y++) {
    for (let x = Math.max(0, Math.floor(disc.x - reach)); x < Math.min(width, disc.x + reach); x++) {
      const i = y * width + x;
      const own = data[i] ?? 0;
      const inside = unit(disc.radius - Math.hypot(x + 0.5 - disc.x, y + 0.5 - disc.y) + 0.5);
      if (own < 0.05) mix(lab, i * 3, colour, 1);
      data[i] = Math.max(own, inside);
    }
  }
}

/** Picks a backdrop by lot, among those that set off the wanted colour best if one is wanted. */
function fittingBackdrop({ backdrops }: StyleProfile, wanted: Lab3 | undefined, random: Random): number {
  const lots = backdrops.map(({ rows }) => {
    const lot = random();
    if (wanted === undefined) return lot;
    const middle = (BACKDROP_ROWS >> 1) * 3;
    return lot + Math.min(50, distance([rows[middle] ?? 0, rows[middle + 1] ?? 0, rows[middle + 2] ?? 0], wanted)) / 16;
  });
  return lots.indexOf(Math.max(...lots));
}

import { mixSeed, type Random } from "../random.ts";
import type { LabImage, Plane } from "../raster.ts";
import type { StyleProfile } from "../style/profile.ts";
import { type Composition, compose } from "./composition.ts";
import { discColour, placeDisc } from "./disc.ts";
import { type ColouredDisc, drawFigure } from "./figure.ts";
import { fittingBackdrop, furnish } from "./furnish.ts";
import { drawBackdrop, meanAround, paintMargin } from "./ground.ts";
import { ornaments } from "./regions.ts";
import { reliefTone } from "./relief.ts";
import { drawSecondaryShapes } from "./secondary.ts";
import { type Silhouette, silhouette } from "./silhouette.ts";
import { type Lab3, type SubjectColours, subjectColours } from "./subject-colours.ts";
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
  disc: ColouredDisc | undefined;
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
export async function drawScene(
  request: SceneRequest,
  profile: StyleProfile,
  random: Random,
): Promise<Scene> {
  const { width, height, path, seed } = request;
  const composition = compose(request, await pathBox(path), random);
  const { pose, extent, light } = composition;
  const positive = await rasterise(posed(path, pose, 'fill="#fff"'), width, height);
  const stroke = Math.max(1.2, CONTOUR[profile.character.medium] * extent) / pose.scale;
  const contour = await rasterise(
    posed(
      path,
      pose,
      `fill="none" stroke="#fff" stroke-width="${stroke.toFixed(2)}" stroke-linejoin="round"`,
    ),
    width,
    height,
  );
  const areas = silhouette(positive, extent);
  const tone = reliefTone(areas, light, extent);
  composition.backdrop = fittingBackdrop(profile, request.wanted, random);
  const ground = drawBackdrop(request, profile, { composition, seed });
  const disc = hungDisc({ cover: areas.cover, ground }, profile, random);
  if (profile.character.medium === "plain") drawSecondaryShapes(ground, profile.palette, { disc, random });
  const before = meanAround(ground, pose, extent * 0.4);
  const behind = [-0.3, -0.1, 0.1, 0.3].map((share) =>
    meanAround(ground, { x: pose.x, y: pose.y + share * extent }, extent * 0.08),
  );
  const colours = subjectColours(profile, { ground: behind, wanted: request.wanted }, random);
  furnish(ground, profile, { composition, colours, before });
  paintMargin(ground, profile, mixSeed(seed, "margin"));
  const accents = ornaments(positive);
  const figure = drawFigure({ composition, areas, tone, accents, colours, disc });
  const scene = {
    width,
    height,
    composition,
    areas,
    contour,
    tone,
    colours,
    disc,
    accents,
    ground,
    ...figure,
  };
  const wobble = edgeWobble(profile);
  if (wobble === 0) return scene;
  const warp = createWarp(scene, { seed, amplitude: wobble });
  return { ...scene, figureCover: warp(scene.figureCover), contour: warp(contour) };
}

// Line drawings keep their references' frame at the edge (see line-drawing.ts).
const DRAWN_FRAME = 0.09;

function hungDisc(
  { cover, ground }: { cover: Plane; ground: LabImage },
  { margin, palette, character }: StyleProfile,
  random: Random,
): ColouredDisc | undefined {
  const kept = Math.max(1.6 * (margin?.width ?? 0), character.medium === "lines" ? DRAWN_FRAME : 0);
  const disc = placeDisc(cover, kept, random);
  return disc && { ...disc, colour: discColour(palette, meanAround(ground, disc, disc.radius), random) };
}

/** How far a painted edge strays, in pixels: with the strokes, not at all where edges are drawn. */
function edgeWobble({ character: { medium, roughness } }: StyleProfile): number {
  return medium === "texture" && roughness > 1.2 && roughness < 10 ? 0.8 + 0.45 * roughness : 0;
}

import { performance } from "node:perf_hooks";
import { labImageToRgb } from "@assetql/style-engine";
import sharp from "sharp";
import { abortedError } from "./errors.ts";
import { drawBadge } from "./label/badge.ts";
import { createRandom, mixSeed, type Random } from "./random.ts";
import type { LabImage } from "./raster.ts";
import { drawScene, type Scene } from "./scene/scene.ts";
import { WORK_SIZE } from "./style/decode.ts";
import type { StyleProfile } from "./style/profile.ts";
import { abstractForm } from "./subject/abstract-form.ts";
import { subjectColour } from "./subject/colour-words.ts";
import { iconAttribution, iconPath } from "./subject/icons.ts";
import { matchSubject } from "./subject/match-subject.ts";
import { cleanAreas } from "./texture/clean.ts";
import { lineDrawing } from "./texture/line-drawing.ts";
import { pixelBlocks } from "./texture/pixel-blocks.ts";
import { workedSurface } from "./texture/surface.ts";

/** What a draft is drawn from, apart from the style. */
export interface DraftBrief {
  prompt: string;
  subject: string | undefined;
  width: number;
  height: number;
  seed: number;
}

/** What was drawn, for whoever wants to know how far the words were understood. */
export interface DraftReport {
  /** The words the draft shows, as on its badge. */
  subject: string;
  /** False when no picture fits and an abstract form stands in. */
  matched: boolean;
  /** The icon drawn, if any. */
  icon: string | undefined;
}

/** A drawn draft. */
export interface Draft {
  png: Uint8Array;
  report: DraftReport;
  attribution: string[];
  renderMs: number;
}

// Plain areas have nothing to search, so they may be drawn larger and stay sharp.
const PLAIN_WORK_SIZE = 1024;

/**
 * Draws one draft; the same brief and style give the same bytes with one version of sharp.
 *
 * @param isCancelled asked between the stages
 * @throws DraftError `aborted` when it answers true
 */
export async function renderDraft(
  brief: DraftBrief,
  profile: StyleProfile,
  isCancelled: () => boolean = () => false,
): Promise<Draft> {
  const started = performance.now();
  const match = matchSubject(brief.prompt, brief.subject);
  const found = match.icon === undefined ? undefined : iconPath(match.icon);
  const path = found ?? abstractForm(match.label || brief.prompt);
  const seed = mixSeed(brief.seed, `${brief.prompt}|${brief.subject ?? ""}`);
  const random = createRandom(seed);
  const canvas = workCanvas(brief, profile);
  const wanted = subjectColour(brief.prompt, brief.subject);
  const scene = await drawScene({ ...canvas, path, wanted, seed }, profile, random);
  if (isCancelled()) throw abortedError();
  const picture = finish(scene, profile, random);
  if (isCancelled()) throw abortedError();
  const png = await encode(picture, brief, {
    pixels: profile.character.medium === "pixels",
    label: match.label || brief.prompt,
  });
  return {
    png,
    report: { subject: match.label, matched: match.matched, icon: match.icon },
    attribution: creditFor(match.icon),
    renderMs: performance.now() - started,
  };
}

function creditFor(icon: string | undefined): string[] {
  const line = icon === undefined ? undefined : iconAttribution(icon);
  return line === undefined ? [] : [line];
}

function workCanvas(
  { width, height }: DraftBrief,
  { character }: StyleProfile,
): { width: number; height: number } {
  // By area, so that a banner is drawn as finely as a square, at the same cost.
  const side = Math.sqrt(width * height);
  const target = {
    pixels: WORK_SIZE / character.block,
    plain: Math.min(PLAIN_WORK_SIZE, side),
    lines: WORK_SIZE,
    texture: WORK_SIZE,
  }[character.medium];
  const scale = target / side;
  return { width: Math.max(8, Math.round(width * scale)), height: Math.max(8, Math.round(height * scale)) };
}

function finish(scene: Scene, profile: StyleProfile, random: Random): LabImage {
  switch (profile.character.medium) {
    case "pixels":
      return pixelBlocks(scene, profile);
    case "plain":
      return cleanAreas(scene, profile);
    case "lines":
      return lineDrawing(scene, profile, random);
    case "texture":
      return workedSurface(scene, profile, random);
  }
}

async function encode(
  picture: LabImage,
  { width, height }: DraftBrief,
  look: { pixels: boolean; label: string },
): Promise<Uint8Array> {
  const raw = { width: picture.width, height: picture.height, channels: 3 as const };
  let image = sharp(labImageToRgb(picture.lab), { raw });
  if (picture.width !== width || picture.height !== height) {
    image = image.resize(width, height, { fit: "fill", kernel: look.pixels ? "nearest" : "lanczos3" });
  }
  const badge = await drawBadge(look.label, { width, height });
  const composed = image.composite([{ input: Buffer.from(badge.image), left: badge.left, top: badge.top }]);
  return composed.removeAlpha().png({ compressionLevel: 4, adaptiveFiltering: !look.pixels }).toBuffer();
}

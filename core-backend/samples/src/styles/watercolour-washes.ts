import { clamp01, rgb } from "../drawing/colour.ts";
import { fillScene, type Palette } from "../drawing/paint.ts";
import { circle } from "../drawing/path.ts";
import { seededRandom } from "../drawing/random.ts";
import { type Box, boxAround, boxBlur, encodePng, rasteriseCoverage, SIZE } from "../drawing/raster.ts";
import { type Layer, part, type Role, type Scene } from "../scenes/layer.ts";
import { layPaper, type Paper } from "./watercolour-paper.ts";

const COUNT = SIZE * SIZE;
const paperWhite = rgb("#fcf8ef");

/** Parts painted into wet paper: their edges run instead of drying sharp. */
const wet: ReadonlySet<Role> = new Set(["sky", "cloud", "far", "shadow", "glow"]);

/** What to paint on: a seed for all that chance decides, and the grain of the paper stock. */
export interface Sheet {
  readonly seed: number;
  readonly grain: Float32Array;
}

/** Paints a scene layer by layer as transparent washes; returns a PNG. */
export async function paintWashes(scene: Scene, palette: Palette, sheet: Sheet): Promise<Uint8Array> {
  const { seed } = sheet;
  const paper = layPaper(seed, sheet.grain);
  const canvas = new Float32Array(COUNT * 3).fill(1);
  for (const [index, layer] of [...scene, splashes(seed)].entries()) {
    const coverage = bend(await rasteriseCoverage(fillScene([layer], () => "#ffffff")), paper, index);
    if (coverage) wash(canvas, coverage, { layer, colour: palette[layer.role], paper });
  }
  return encodePng(develop(canvas, paper));
}

/** A few drops that fell off the brush. */
function splashes(seed: number): Layer {
  const random = seededRandom(seed);
  const drops = Array.from({ length: 9 }, () =>
    circle([40 + random() * 432, 40 + random() * 432], 1 + random() * random() * 4),
  );
  return part("water", drops.join(""));
}

interface Coverage {
  readonly values: Float32Array;
  readonly box: Box;
}

/** The layer's coverage with its outline pulled about by the paper, or nothing if it paints nothing. */
function bend(drawn: Uint8Array, paper: Paper, index: number): Coverage | undefined {
  const outline = boxAround(drawn);
  if (!outline) return undefined;
  const box = grow(outline, 20);
  const values = new Float32Array(COUNT);
  const turn = index % 2 ? 0.7 : -0.6;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const i = y * SIZE + x;
      const fromX = clampPixel(x + (paper.bendX[i] ?? 0) * turn);
      const fromY = clampPixel(y + (paper.bendY[i] ?? 0) * turn);
      values[i] = ((drawn[fromY * SIZE + fromX] ?? 0) / 255) * (paper.painted[i] ?? 0);
    }
  }
  return { values, box };
}

function clampPixel(value: number): number {
  return value < 0 ? 0 : value > SIZE - 1 ? SIZE - 1 : Math.round(value);
}

/** A loaded brush: what it paints and on which paper. */
interface Brush {
  readonly layer: Layer;
  readonly colour: string;
  readonly paper: Paper;
}

function wash(canvas: Float32Array, coverage: Coverage, brush: Brush): void {
  const { layer, paper } = brush;
  const { values, box } = coverage;
  const runs = wet.has(layer.role);
  const cover = runs ? boxBlur(boxBlur(values, box, 6), box, 5) : boxBlur(values, box, 1);
  const wide = boxBlur(values, box, 6);
  const pigment = rgb(brush.colour).map((value) => 1 - value / 255);
  const lift = layer.stroke ? 0.3 : 0.84;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const i = y * SIZE + x;
      const covered = cover[i] ?? 0;
      if (covered < 0.01) continue;
      const rim = runs ? 0 : covered * clamp01(1 - (wide[i] ?? 0)) * 1.25;
      const density = covered * settled(paper, i, runs) * fall(layer, box, { x, y }) + rim;
      const parting = ((paper.drift[i] ?? 0.5) - 0.5) * 0.7;
      for (let c = 0; c < 3; c++) {
        const held = (pigment[c] ?? 0) * density * (1 + (c - 1) * parting);
        glaze(canvas, i * 3 + c, { lifted: covered * lift, held: clamp01(held) });
      }
    }
  }
}

/** Lifts some of the paint that is there, then filters the light through the new pigment. */
function glaze(canvas: Float32Array, at: number, film: { lifted: number; held: number }): void {
  const under = canvas[at] ?? 1;
  canvas[at] = (under + (1 - under) * film.lifted) * (1 - film.held);
}

/** Pigment left at a pixel: less where water pooled, a dark rim where a bloom stopped, more in the tooth. */
function settled(paper: Paper, i: number, runs: boolean): number {
  const blotch = paper.blotch[i] ?? 0.5;
  const tooth = 0.55 * ((paper.grain[i] ?? 0.5) - 0.5);
  if (runs) return 0.16 + 1.2 * blotch + tooth;
  const shore = (blotch - 0.6) / 0.018;
  const bloom = shore > -3 && shore < 3 ? 0.22 * Math.exp(-shore * shore) : 0;
  return 0.2 + 1.2 * blotch - (blotch > 0.6 ? 0.2 : 0) + bloom + tooth;
}

/** How much pigment the light leaves at a point of a form, around 1. */
function fall(layer: Layer, box: Box, point: { x: number; y: number }): number {
  const u = (point.x - box.left) / (box.right - box.left);
  const v = (point.y - box.top) / (box.bottom - box.top);
  switch (layer.shade) {
    case "cylinder":
      return 0.5 + 1.1 * u;
    case "sphere":
      return 0.4 + 1.35 * Math.hypot(u - 0.34, v - 0.3);
    case "up":
      return 0.75 + 0.6 * v;
    case "down":
      return 1.35 - 1.0 * v;
    case "flat":
      return 1;
  }
}

function grow(box: Box, by: number): Box {
  return {
    left: Math.max(0, box.left - by),
    top: Math.max(0, box.top - by),
    right: Math.min(SIZE, box.right + by),
    bottom: Math.min(SIZE, box.bottom + by),
  };
}

function develop(canvas: Float32Array, paper: Paper): Uint8Array {
  const pixels = new Uint8Array(COUNT * 3);
  for (let i = 0; i < COUNT; i++) {
    const tooth = 1 + ((paper.grain[i] ?? 0) - 0.5) * 0.09;
    for (let c = 0; c < 3; c++) {
      pixels[i * 3 + c] = Math.min(255, (canvas[i * 3 + c] ?? 1) * (paperWhite[c] ?? 255) * tooth);
    }
  }
  return pixels;
}

import { clamp01 } from "../drawing/colour.ts";
import { fractalNoise, type Noise } from "../drawing/noise.ts";
import { fillScene, type Palette, paintScene } from "../drawing/paint.ts";
import { type Random, seededRandom } from "../drawing/random.ts";
import { encodePng, opaque, rasterise, SIZE } from "../drawing/raster.ts";
import type { Scene } from "../scenes/layer.ts";

const COUNT = SIZE * SIZE;

/** A pass over the canvas with one brush, sizes in pixels. */
interface Pass {
  readonly width: number;
  readonly length: number;
  readonly spacing: number;
  /** A stroke is only laid where canvas and motif differ by more than this, 0..255. */
  readonly tolerance: number;
}

const passes: readonly Pass[] = [
  { width: 26, length: 74, spacing: 15, tolerance: -1 },
  { width: 15, length: 44, spacing: 9, tolerance: 14 },
  { width: 8, length: 24, spacing: 5, tolerance: 24 },
  { width: 4, length: 12, spacing: 3.4, tolerance: 46 },
];

/** Wet paint: its colour, RGB 0..255, and its height above the canvas. */
interface Canvas {
  readonly colour: Float32Array;
  readonly height: Float32Array;
}

interface Motif {
  readonly colours: Uint8Array;
  /** Direction of the surface, radians, per pixel. */
  readonly grain: Float32Array;
}

/** Paints a scene with brush strokes from broad to fine, then lights the relief. Returns a PNG. */
export async function paintStrokes(scene: Scene, palette: Palette, seed: number): Promise<Uint8Array> {
  const motif = await readMotif(scene, palette);
  const random = seededRandom(seed);
  const drift = fractalNoise(seed + 1, 2);
  const canvas: Canvas = { colour: new Float32Array(COUNT * 3), height: new Float32Array(COUNT) };
  for (const pass of passes) {
    for (const start of shuffledGrid(pass.spacing, random)) {
      if (difference(canvas, motif, start) > pass.tolerance)
        layStroke(canvas, motif, { start, pass, random, drift });
    }
  }
  return encodePng(light(canvas));
}

async function readMotif(scene: Scene, palette: Palette): Promise<Motif> {
  const lighting = { light: "#ffe2a0", dark: "#140c10", lift: 0.42, drop: 0.5 };
  const colours = opaque(await rasterise(paintScene(scene, (role) => palette[role], lighting)));
  const turned = (grain: number) => ((grain % 180) + 180) % 180;
  const coded = await rasterise(
    fillScene(scene, (layer) => `rgb(${turned(layer.grain)},0,0)`, { crisp: true }),
  );
  const grain = Float32Array.from({ length: COUNT }, (_, i) => ((coded[i * 4] ?? 0) * Math.PI) / 180);
  return { colours, grain };
}

function shuffledGrid(spacing: number, random: Random): number[] {
  const starts: number[] = [];
  for (let y = 0; y < SIZE; y += spacing) {
    for (let x = 0; x < SIZE; x += spacing) {
      const px = Math.min(SIZE - 1, Math.floor(x + random() * spacing));
      const py = Math.min(SIZE - 1, Math.floor(y + random() * spacing));
      starts.push(py * SIZE + px);
    }
  }
  for (let i = starts.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = starts[i] ?? 0;
    starts[i] = starts[j] ?? 0;
    starts[j] = kept;
  }
  return starts;
}

function difference(canvas: Canvas, motif: Motif, i: number): number {
  let sum = 0;
  for (let c = 0; c < 3; c++)
    sum += Math.abs((canvas.colour[i * 3 + c] ?? 0) - (motif.colours[i * 3 + c] ?? 0));
  return sum / 3;
}

interface Stroke {
  readonly start: number;
  readonly pass: Pass;
  readonly random: Random;
  readonly drift: Noise;
}

/** Where a stroke runs, in pixels along its own axis, and which way. */
interface Run {
  readonly x0: number;
  readonly y0: number;
  readonly cos: number;
  readonly sin: number;
  readonly curl: number;
}

function layStroke(canvas: Canvas, motif: Motif, stroke: Stroke): void {
  const { start, pass, random, drift } = stroke;
  const [x0, y0] = [start % SIZE, (start / SIZE) | 0];
  const angle = (motif.grain[start] ?? 0) + (drift(x0 / 80, y0 / 80) - 0.5) * 1.5 + (random() - 0.5) * 0.35;
  const tint = (random() - 0.5) * 30;
  const warmth = (random() - 0.5) * 16;
  const paint = Float32Array.from(
    [0, 1, 2],
    (c) => (motif.colours[start * 3 + c] ?? 0) + tint + (1 - c) * warmth,
  );
  const bristles = Float32Array.from({ length: Math.ceil(pass.width) + 2 }, random);
  const run = { x0, y0, cos: Math.cos(angle), sin: Math.sin(angle), curl: (random() - 0.5) * 0.012 };
  const reach = pass.length / 2;
  const back = stopAt(motif, run, { start, reach, step: -2 });
  const front = stopAt(motif, run, { start, reach, step: 2 });
  const half = pass.width / 2;
  for (let across = -half; across < half; across += 0.75) {
    const bristle = bristles[Math.floor(across + half)] ?? 0.5;
    const v = across / half;
    const v2 = v * v;
    const trim = (0.72 + 0.28 * bristle) * Math.sqrt(1 - v2 * v2);
    const ridge = 0.7 * v2 * Math.abs(v) + 0.55 * bristle + 0.5;
    const load = { paint, bristle, thickness: ridge * (0.7 + pass.width * 0.02) };
    for (let along = -back * trim; along < front * trim; along++) {
      const sag = across + run.curl * along * along;
      const x = Math.round(x0 + run.cos * along - run.sin * sag);
      const y = Math.round(y0 + run.sin * along + run.cos * sag);
      if (x >= 0 && y >= 0 && x < SIZE && y < SIZE) smear(canvas, y * SIZE + x, load);
    }
  }
}

/** How far a stroke may run before the motif's colour leaves the one it started with, in pixels. */
function stopAt(motif: Motif, run: Run, limit: { start: number; reach: number; step: number }): number {
  const { start, reach, step } = limit;
  const { colours } = motif;
  for (let along = step; Math.abs(along) < reach; along += step) {
    const x = Math.round(run.x0 + run.cos * along - run.sin * run.curl * along * along);
    const y = Math.round(run.y0 + run.sin * along + run.cos * run.curl * along * along);
    if (x < 0 || y < 0 || x >= SIZE || y >= SIZE) return Math.abs(along) + 6;
    const i = (y * SIZE + x) * 3;
    let change = 0;
    for (let c = 0; c < 3; c++) change += Math.abs((colours[i + c] ?? 0) - (colours[start * 3 + c] ?? 0));
    if (change > 90) return Math.abs(along) + 1;
  }
  return reach;
}

function smear(
  canvas: Canvas,
  i: number,
  load: { paint: Float32Array; bristle: number; thickness: number },
): void {
  const cover = 0.72 + 0.26 * load.bristle;
  const streak = (load.bristle - 0.5) * 18;
  for (let c = 0; c < 3; c++) {
    const under = canvas.colour[i * 3 + c] ?? 0;
    canvas.colour[i * 3 + c] = under + ((load.paint[c] ?? 0) + streak - under) * cover;
  }
  canvas.height[i] = 0.25 * (canvas.height[i] ?? 0) + load.thickness;
}

/** Lights the relief from the upper left, so that furrows show. */
function light(canvas: Canvas): Uint8Array {
  const pixels = new Uint8Array(COUNT * 3);
  const heightAt = (x: number, y: number) =>
    canvas.height[Math.min(SIZE - 1, Math.max(0, y)) * SIZE + Math.min(SIZE - 1, Math.max(0, x))] ?? 0;
  for (let i = 0; i < COUNT; i++) {
    const [x, y] = [i % SIZE, (i / SIZE) | 0];
    const slope = heightAt(x + 1, y) - heightAt(x - 1, y) + heightAt(x, y + 1) - heightAt(x, y - 1);
    const shade = 1 + Math.max(-0.3, Math.min(0.34, slope * 0.26));
    const gloss = clamp01(slope * 0.55 - 0.5) * 46;
    for (let c = 0; c < 3; c++) {
      pixels[i * 3 + c] = Math.max(0, Math.min(255, (canvas.colour[i * 3 + c] ?? 0) * shade + gloss));
    }
  }
  return pixels;
}

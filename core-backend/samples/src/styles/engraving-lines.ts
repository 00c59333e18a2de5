import { clamp01, mix, rgb, smoothstep } from "../drawing/colour.ts";
import { field } from "../drawing/field.ts";
import { fractalNoise } from "../drawing/noise.ts";
import { fillScene, paintScene } from "../drawing/paint.ts";
import { type Box, boxesAround, encodePng, rasterise, SIZE } from "../drawing/raster.ts";
import type { Layer, Role, Scene } from "../scenes/layer.ts";

const COUNT = SIZE * SIZE;
const ink = rgb("#1c1712");
const cream = rgb("#f3e9d2");

/** Distance between neighbouring lines, in pixels. */
const PITCH = 5;

/** A layer with what its lines follow. */
interface Form {
  readonly layer: Layer;
  readonly box: Box;
}

/** Cuts a scene as a line engraving; `darkness` is 0..1 for each role. Returns a PNG. */
export async function engrave(
  scene: Scene,
  darkness: Readonly<Record<Role, number>>,
  seed: number,
): Promise<Uint8Array> {
  const lighting = { light: "#ffffff", dark: "#000000", lift: 0.8, drop: 0.56 };
  const tones = await rasterise(
    paintScene(scene, (role) => mix("#ffffff", "#000000", darkness[role]), lighting),
  );
  const numbered = await rasterise(fillScene(scene, (_, i) => `rgb(${i * 4},0,0)`, { crisp: true }));
  const contours = await rasterise(contourMarkup(scene));
  const numbers = new Uint8Array(COUNT);
  for (let i = 0; i < COUNT; i++) numbers[i] = Math.round((numbered[i * 4] ?? 0) / 4);
  const boxes = boxesAround(numbers, scene.length);
  const plate = readPlate(seed);
  const pixels = new Uint8Array(COUNT * 3);
  for (let i = 0; i < COUNT; i++) {
    const layer = scene[numbers[i] ?? 0];
    const box = boxes[numbers[i] ?? 0];
    const dark = 1 - (tones[i * 4] ?? 255) / 255;
    const spot = { x: i % SIZE, y: (i / SIZE) | 0, dark, wobble: plate.wobble[i] ?? 0 };
    const hatched = layer && box ? hatch({ layer, box }, spot) : 0;
    const contour = 1 - (contours[i * 4] ?? 255) / 255;
    const cover = clamp01(Math.max(hatched, contour) * (plate.wear[i] ?? 1));
    const paper = plate.paper[i] ?? 1;
    for (let c = 0; c < 3; c++) {
      pixels[i * 3 + c] = Math.min(255, ((cream[c] ?? 0) * (1 - cover) + (ink[c] ?? 0) * cover) * paper);
    }
  }
  return encodePng(pixels);
}

/** What chance adds to a print, a value per pixel. */
interface Plate {
  /** How far the hand strays from its line, pixels. */
  readonly wobble: Float32Array;
  /** How much ink a line takes, around 1. */
  readonly wear: Float32Array;
  /** How bright the paper is, around 1. */
  readonly paper: Float32Array;
}

function readPlate(seed: number): Plate {
  const sway = fractalNoise(seed, 3);
  const grain = fractalNoise(seed + 1, 2);
  return {
    wobble: field(4, (x, y) => (sway(x / 60, y / 60) - 0.5) * 9),
    wear: field(1, (x, y) => 0.86 + 0.28 * grain(x / 2.5, y / 2.5)),
    paper: field(2, (x, y) => 0.965 + 0.05 * grain(x / 9 + 50, y / 9)),
  };
}

/** Roles whose lines are left as bare paper. */
const bare: ReadonlySet<Role> = new Set(["light", "foam", "cloud"]);

function contourMarkup(scene: Scene): string {
  const thin = scene.flatMap((layer): Layer[] => {
    if (!layer.stroke) return [layer];
    if (layer.stroke < 9 || bare.has(layer.role)) return [{ ...layer, stroke: layer.stroke * 0.6 }];
    return [layer, { ...layer, stroke: layer.stroke - 3.4, role: "light" }];
  });
  return fillScene(thin, (layer) => (layer.stroke && !bare.has(layer.role) ? "#000000" : "#ffffff"), {
    outline: (layer) =>
      layer.role === "shadow" ? "" : 'stroke="#000000" stroke-width="1.7" stroke-linejoin="round"',
  });
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly dark: number;
  /** How far the hand strays from its line here, pixels. */
  readonly wobble: number;
}

/** Ink, 0..1, of up to three sets of lines; each set joins as the tone darkens. */
function hatch(form: Form, spot: Spot): number {
  const { x, y, dark, wobble } = spot;
  const along = follow(form, x, y) + wobble;
  const first = stroke(along, smoothstep(0.03, 0.75, dark) * 0.92);
  const grain = ((form.layer.grain + 58) * Math.PI) / 180;
  const second = stroke(y * Math.cos(grain) - x * Math.sin(grain) + wobble, smoothstep(0.42, 1, dark) * 0.75);
  const third = stroke((x + y) * Math.SQRT1_2 + wobble * 0.5, smoothstep(0.72, 1.05, dark) * 0.8);
  return Math.max(first, second, third);
}

/** Distance across the lines of a form: straight along its grain, or bent around a turned body. */
function follow({ layer, box }: Form, x: number, y: number): number {
  if (layer.shade === "sphere" || (layer.shade === "cylinder" && layer.grain === 0)) {
    const half = (box.right - box.left) / 2 + 1;
    const u = clamp01(Math.abs((x - (box.left + box.right) / 2) / half));
    return y - Math.sqrt(1 - u * u) * half * 0.45;
  }
  const grain = (layer.grain * Math.PI) / 180;
  return y * Math.cos(grain) - x * Math.sin(grain);
}

/** A line whose width is `width` of the pitch, with edges one pixel soft. */
function stroke(across: number, width: number): number {
  if (width <= 0.02) return 0;
  const phase = across / PITCH - Math.floor(across / PITCH);
  const distance = Math.abs(phase - 0.5) * PITCH;
  return clamp01((width * PITCH) / 2 - distance + 0.5);
}

import { rgb } from "../drawing/colour.ts";
import { fillScene, type Palette, paintScene } from "../drawing/paint.ts";
import { encodePng, rasterise } from "../drawing/raster.ts";
import { boat } from "../scenes/boat.ts";
import { house } from "../scenes/house.ts";
import type { Layer, Role, Scene } from "../scenes/layer.ts";
import { lighthouse } from "../scenes/lighthouse.ts";
import { mountain } from "../scenes/mountain.ts";
import { tree } from "../scenes/tree.ts";
import { vase } from "../scenes/vase.ts";
import { drawEach, type SampleStyle } from "../style.ts";

const GRID = 64;

/** The sixteen colours every image is made of, darkest first. */
const sixteen = [
  "#1a1c2c",
  "#333c57",
  "#5d275d",
  "#29366f",
  "#b13e53",
  "#566c86",
  "#257179",
  "#3b5dc9",
  "#ef7d57",
  "#38b764",
  "#41a6f6",
  "#94b0c2",
  "#ffcd75",
  "#a7f070",
  "#73eff7",
  "#f4f4f4",
].map(rgb);

/** The classic 4 by 4 ordered-dither matrix (Bayer, 1973). */
const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

const day: Palette = {
  sky: "#41a6f6",
  cloud: "#f4f4f4",
  sun: "#ffcd75",
  far: "#3b5dc9",
  mid: "#566c86",
  near: "#38b764",
  ground: "#257179",
  path: "#ffcd75",
  water: "#3b5dc9",
  foam: "#73eff7",
  leaf: "#257179",
  foliage: "#38b764",
  trunk: "#5d275d",
  wall: "#f4f4f4",
  roof: "#b13e53",
  glow: "#ffcd75",
  object: "#b13e53",
  object2: "#5d275d",
  accent: "#b13e53",
  accent2: "#ffcd75",
  table: "#ef7d57",
  shadow: "#333c57",
  light: "#f4f4f4",
  dark: "#1a1c2c",
};
const dusk: Palette = {
  ...day,
  sky: "#5d275d",
  cloud: "#b13e53",
  far: "#29366f",
  sun: "#ffcd75",
  water: "#29366f",
  mid: "#333c57",
  foam: "#ef7d57",
};

const images: readonly { name: string; scene: Scene; palette: Palette }[] = [
  {
    name: "house",
    scene: house(),
    palette: { ...day, wall: "#ef7d57", shadow: "#b13e53", roof: "#5d275d", object2: "#b13e53" },
  },
  { name: "lighthouse", scene: lighthouse(), palette: { ...dusk, near: "#257179", wall: "#94b0c2" } },
  { name: "mountain", scene: mountain(), palette: { ...day, far: "#94b0c2" } },
  { name: "tree", scene: tree(), palette: day },
  {
    name: "boat",
    scene: boat(),
    palette: { ...dusk, accent2: "#ef7d57", object: "#b13e53", far: "#b13e53" },
  },
  {
    name: "vase",
    scene: vase(),
    palette: { ...day, sky: "#29366f", object: "#41a6f6", accent2: "#f4f4f4", accent: "#b13e53" },
  },
];

const unlined: ReadonlySet<Role> = new Set(["sky", "cloud", "far", "water", "shadow", "foam", "glow", "sun"]);

/** A 64 by 64 grid of sixteen colours, shaded by ordered dithering and enlarged without smoothing. */
export const pixelArt: SampleStyle = {
  id: "pixel-art",
  title: "Pixel art",
  description:
    "Chunky 64 by 64 pixels in a sixteen-colour console palette, with checkered dithering for light and shade and dark pixel outlines.",
  draw: () => drawEach("pixel-art", images, ({ scene, palette }) => drawPixels(scene, palette)),
};

/** Window bars and the like are finer than a pixel here. */
function isLegible(layer: Layer): boolean {
  return !(layer.stroke && layer.stroke <= 4 && layer.role === "light");
}

async function drawPixels(scene: Scene, palette: Palette): Promise<Uint8Array> {
  const bold = scene
    .filter(isLegible)
    .map((layer) => (layer.stroke ? { ...layer, stroke: Math.max(layer.stroke, 8) } : layer));
  const lighting = { light: "#ffcd75", dark: "#29366f", lift: 0.5, drop: 0.62 };
  const colours = await rasterise(
    `<g shape-rendering="crispEdges">${paintScene(bold, (role) => palette[role], lighting)}</g>`,
    GRID,
  );
  const numbered = await rasterise(
    fillScene(bold, (_, i) => `rgb(${i * 5},0,0)`, { crisp: true }),
    GRID,
  );
  const pixels = new Uint8Array(GRID * GRID * 3);
  for (let i = 0; i < GRID * GRID; i++) {
    const threshold = ((bayer[((i >> 6) & 3) * 4 + (i & 3)] ?? 0) / 16 - 0.47) * 46;
    const seen = [0, 1, 2].map((c) => (colours[i * 4 + c] ?? 0) + threshold);
    pixels.set(isOutline(bold, numbered, i) ? (sixteen[0] ?? []) : nearest(seen), i * 3);
  }
  return encodePng(pixels, GRID);
}

/** A pixel of an object whose neighbour above, below or beside belongs to a layer behind it. */
function isOutline(scene: Scene, numbered: Uint8Array, i: number): boolean {
  const layerAt = (index: number) => Math.round((numbered[index * 4] ?? 0) / 5);
  const own = layerAt(i);
  const layer = scene[own];
  if (!layer || layer.stroke || unlined.has(layer.role)) return false;
  const x = i % GRID;
  const neighbours = [x > 0 ? i - 1 : i, x < GRID - 1 ? i + 1 : i, Math.max(i - GRID, x), i + GRID];
  return neighbours.some((index) => {
    const other = scene[layerAt(index)];
    return other !== undefined && index < GRID * GRID && layerAt(index) < own && unlined.has(other.role);
  });
}

function nearest(seen: readonly number[]): readonly number[] {
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const colour of sixteen) {
    const [dr, dg, db] = colour.map((value, c) => value - (seen[c] ?? 0));
    const distance = 2 * (dr ?? 0) ** 2 + 4 * (dg ?? 0) ** 2 + 3 * (db ?? 0) ** 2;
    if (distance < least) [best, least] = [colour, distance];
  }
  return best;
}

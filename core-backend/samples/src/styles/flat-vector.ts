import { type Palette, paintScene } from "../drawing/paint.ts";
import { encodePng, opaque, rasterise } from "../drawing/raster.ts";
import { boat } from "../scenes/boat.ts";
import { cactus } from "../scenes/cactus.ts";
import { hills } from "../scenes/hills.ts";
import { house } from "../scenes/house.ts";
import { lamp } from "../scenes/lamp.ts";
import type { Scene } from "../scenes/layer.ts";
import { teapot } from "../scenes/teapot.ts";
import { drawEach, type SampleStyle } from "../style.ts";

const coral = "#ff5a4f";
const mustard = "#ffc233";
const teal = "#12a594";
const navy = "#1f2a5c";
const cream = "#fff1d6";
const sky = "#8fd3f4";

/** The shaded side of each colour: a deeper, warmer neighbour rather than a greyer one. */
const shades: Readonly<Record<string, string>> = {
  [coral]: "#d93a48",
  [mustard]: "#f39a1e",
  [teal]: "#0c8279",
  [navy]: "#141b42",
  [cream]: "#f2d3a4",
  [sky]: "#5fb4e0",
  "#0b7d78": "#075f62",
};

const base: Palette = {
  sky,
  cloud: cream,
  sun: mustard,
  far: "#5fb8c9",
  mid: teal,
  near: "#0b7d78",
  ground: navy,
  path: cream,
  water: "#2f7fc1",
  foam: cream,
  leaf: "#0b7d78",
  foliage: teal,
  trunk: navy,
  wall: cream,
  roof: coral,
  glow: mustard,
  object: coral,
  object2: navy,
  accent: coral,
  accent2: mustard,
  table: "#2f7fc1",
  shadow: "#1f2a5c",
  light: cream,
  dark: navy,
};

const images: readonly { name: string; scene: Scene; palette: Palette }[] = [
  {
    name: "hills",
    scene: hills(),
    palette: { ...base, sky: cream, cloud: sky, sun: coral, accent: mustard },
  },
  {
    name: "cactus",
    scene: cactus(),
    palette: {
      ...base,
      sky: mustard,
      far: cream,
      cloud: "#ffffff",
      foliage: "#0b7d78",
      leaf: teal,
      accent2: coral,
      table: coral,
      object: navy,
      object2: coral,
      shadow: "#d9423a",
    },
  },
  { name: "boat", scene: boat(), palette: { ...base, mid: navy, object: coral, accent2: mustard } },
  {
    name: "lamp",
    scene: lamp(),
    palette: {
      ...base,
      sky: teal,
      table: navy,
      wall: sky,
      mid: navy,
      object2: mustard,
      accent: mustard,
      glow: "#45bfb0",
      trunk: cream,
      accent2: "#2f7fc1",
      leaf: "#0b7d78",
      foliage: "#8fe0c8",
      dark: cream,
    },
  },
  {
    name: "teapot",
    scene: teapot(),
    palette: {
      ...base,
      sky: coral,
      table: navy,
      accent2: cream,
      shadow: "#e2c9a0",
      object: mustard,
      object2: teal,
      accent: navy,
      cloud: cream,
    },
  },
  {
    name: "house",
    scene: house(),
    palette: {
      ...base,
      shadow: "#e8cfa4",
      object2: coral,
      roof: navy,
      ground: "#0b7d78",
      near: teal,
      foliage: "#0b7d78",
      leaf: navy,
      far: "#5fb8c9",
    },
  },
];

/** Clean shapes in one bold palette, each lit form in two flat tones with a hard edge. */
export const flatVector: SampleStyle = {
  id: "flat-vector",
  title: "Flat vector",
  description:
    "Clean geometric shapes in a bold palette of coral, mustard, teal and navy; flat fills and hard two-tone shadows, no outlines or texture.",
  draw: () =>
    drawEach("flat-vector", images, async ({ scene, palette }) => {
      const lighting = { light: cream, dark: navy, lift: 0, drop: 0.24, hard: shades };
      return encodePng(opaque(await rasterise(paintScene(scene, (role) => palette[role], lighting))));
    }),
};

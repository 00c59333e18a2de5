import type { Palette } from "../drawing/paint.ts";
import { bottles } from "../scenes/bottles.ts";
import { fruit } from "../scenes/fruit.ts";
import { hills } from "../scenes/hills.ts";
import type { Scene } from "../scenes/layer.ts";
import { lighthouse } from "../scenes/lighthouse.ts";
import { tree } from "../scenes/tree.ts";
import { vase } from "../scenes/vase.ts";
import { drawEach, type SampleStyle } from "../style.ts";
import { paintStrokes } from "./oil-strokes.ts";

const base: Palette = {
  sky: "#3d5f73",
  cloud: "#d9b98a",
  sun: "#f0a834",
  far: "#4f5d63",
  mid: "#6e6a34",
  near: "#9c7a26",
  ground: "#5a4a1c",
  path: "#d8a55a",
  water: "#23505c",
  foam: "#d8c9a0",
  leaf: "#27401f",
  foliage: "#5c6a24",
  trunk: "#4a2a18",
  wall: "#c99a5c",
  roof: "#8a2f1c",
  glow: "#f2bf4e",
  object: "#9c3a1e",
  object2: "#2c4a4a",
  accent: "#c8401c",
  accent2: "#d98a1f",
  table: "#6e3c1c",
  shadow: "#2e1a10",
  light: "#efd9a6",
  dark: "#20140f",
};

const images: readonly { name: string; scene: Scene; palette: Palette }[] = [
  {
    name: "hills",
    scene: hills(),
    palette: { ...base, sky: "#c9832e", cloud: "#e8b45c", far: "#7a4a3a", sun: "#f7d26a" },
  },
  {
    name: "vase",
    scene: vase(),
    palette: { ...base, sky: "#6e4426", object: "#2f5a66", accent2: "#d9a441", light: "#f0d08a" },
  },
  {
    name: "fruit",
    scene: fruit(),
    palette: {
      ...base,
      sky: "#5a4030",
      object: "#3f5a5c",
      sun: "#d9a82c",
      accent: "#c9561c",
      accent2: "#a8241c",
    },
  },
  {
    name: "bottles",
    scene: bottles(),
    palette: { ...base, sky: "#70431f", far: "#c98a3a", object: "#2c4420", light: "#e0c48c" },
  },
  {
    name: "lighthouse",
    scene: lighthouse(),
    palette: { ...base, sky: "#8a4a2a", far: "#5a3a34", mid: "#5a3a22", near: "#7a6a24" },
  },
  {
    name: "tree",
    scene: tree(),
    palette: {
      ...base,
      sky: "#c08a42",
      foliage: "#a8481a",
      leaf: "#7a2c14",
      accent: "#f0a030",
      far: "#6a5238",
    },
  },
];

/** Thick paint laid with a loaded brush. */
export const oilImpasto: SampleStyle = {
  id: "oil-impasto",
  title: "Oil impasto",
  description:
    "Thick oil paint in deep warm earths and golds: broad directional strokes that follow the forms, bristle furrows and raised ridges that catch the light.",
  draw: () =>
    drawEach("oil-impasto", images, ({ scene, palette }, index) =>
      paintStrokes(scene, palette, 500 + index * 11),
    ),
};

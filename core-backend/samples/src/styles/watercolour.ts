import type { Palette } from "../drawing/paint.ts";
import { boat } from "../scenes/boat.ts";
import { fruit } from "../scenes/fruit.ts";
import { hills } from "../scenes/hills.ts";
import { house } from "../scenes/house.ts";
import type { Scene } from "../scenes/layer.ts";
import { tree } from "../scenes/tree.ts";
import { vase } from "../scenes/vase.ts";
import { drawEach, type SampleStyle } from "../style.ts";
import { paperGrain } from "./watercolour-paper.ts";
import { paintWashes } from "./watercolour-washes.ts";

const base: Palette = {
  sky: "#a9cfe4",
  cloud: "#eef4f8",
  sun: "#f7c873",
  far: "#a3b6d6",
  mid: "#9cc4b0",
  near: "#a9c683",
  ground: "#7fae86",
  path: "#f0dcb8",
  water: "#86bcd0",
  foam: "#e8f4f6",
  leaf: "#5f9478",
  foliage: "#92bb7c",
  trunk: "#a07f6b",
  wall: "#f6e6d0",
  roof: "#d98a78",
  glow: "#f8d992",
  object: "#8fb0d8",
  object2: "#c9907d",
  accent: "#ee9aa2",
  accent2: "#b79bd0",
  table: "#e9cfae",
  shadow: "#a99cb8",
  light: "#f9f1e6",
  dark: "#6c7596",
};

const images: readonly { name: string; scene: Scene; palette: Palette }[] = [
  { name: "hills", scene: hills(), palette: { ...base, sun: "#f2a48c" } },
  { name: "vase", scene: vase(), palette: { ...base, sky: "#f3d9d6", light: "#f7e3a6" } },
  {
    name: "boat",
    scene: boat(),
    palette: { ...base, sky: "#f6d6c0", accent2: "#ec9f94", object: "#7f9cc0", mid: "#7fb4c4" },
  },
  { name: "house", scene: house(), palette: base },
  {
    name: "fruit",
    scene: fruit(),
    palette: { ...base, sky: "#cfe3dc", accent: "#f0a070", accent2: "#e0808c", sun: "#efd07a" },
  },
  {
    name: "tree",
    scene: tree(),
    palette: {
      ...base,
      foliage: "#e8a97e",
      leaf: "#d98770",
      accent: "#c96a6a",
      near: "#c9c98c",
      ground: "#a9b878",
    },
  },
];

/** Transparent washes on rough paper. */
export const watercolour: SampleStyle = {
  id: "watercolour",
  title: "Watercolour",
  description:
    "Soft transparent washes in pastels on rough white paper: edges that bleed and dry darker, pigment that settles into the grain, paper left bare around the picture.",
  draw: () => {
    const grain = paperGrain(97);
    return drawEach("watercolour", images, ({ scene, palette }, index) =>
      paintWashes(scene, palette, { seed: 100 + index * 7, grain }),
    );
  },
};

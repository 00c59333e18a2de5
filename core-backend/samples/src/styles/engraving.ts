import { bottles } from "../scenes/bottles.ts";
import { fruit } from "../scenes/fruit.ts";
import type { Role, Scene } from "../scenes/layer.ts";
import { lighthouse } from "../scenes/lighthouse.ts";
import { mountain } from "../scenes/mountain.ts";
import { teapot } from "../scenes/teapot.ts";
import { tree } from "../scenes/tree.ts";
import { drawEach, type SampleStyle } from "../style.ts";
import { engrave } from "./engraving-lines.ts";

/** Darkness of each role, 0 bare paper to 1 black. */
const base: Readonly<Record<Role, number>> = {
  sky: 0.1,
  cloud: 0.02,
  sun: 0,
  far: 0.26,
  mid: 0.36,
  near: 0.34,
  ground: 0.42,
  path: 0.08,
  water: 0.34,
  foam: 0,
  leaf: 0.62,
  foliage: 0.5,
  trunk: 0.7,
  wall: 0.12,
  roof: 0.55,
  glow: 0.04,
  object: 0.36,
  object2: 0.5,
  accent: 0.4,
  accent2: 0.24,
  table: 0.2,
  shadow: 0.72,
  light: 0.05,
  dark: 0.95,
};

const images: readonly { name: string; scene: Scene; darkness: Readonly<Record<Role, number>> }[] = [
  { name: "lighthouse", scene: lighthouse(), darkness: { ...base, sky: 0.22, accent: 0.72 } },
  { name: "bottles", scene: bottles(), darkness: { ...base, object: 0.58, sky: 0.12 } },
  { name: "tree", scene: tree(), darkness: { ...base, accent: 0.1 } },
  { name: "mountain", scene: mountain(), darkness: base },
  { name: "teapot", scene: teapot(), darkness: { ...base, sky: 0.14, accent2: 0.08 } },
  { name: "fruit", scene: fruit(), darkness: { ...base, sky: 0.2, sun: 0.14 } },
];

/** Black line work in the manner of a copper plate. */
export const engraving: SampleStyle = {
  id: "engraving",
  title: "Engraving",
  description:
    "Fine black ink lines on cream paper in the manner of a copper plate: parallel hatching that swells into shadow, cross-hatching in the darks, no colour.",
  draw: () =>
    drawEach("engraving", images, ({ scene, darkness }, index) => engrave(scene, darkness, 300 + index * 5)),
};

import type { SampleStyle } from "../style.ts";
import { blueprint } from "./blueprint.ts";
import { engraving } from "./engraving.ts";
import { flatVector } from "./flat-vector.ts";
import { oilImpasto } from "./oil-impasto.ts";
import { pixelArt } from "./pixel-art.ts";
import { watercolour } from "./watercolour.ts";

/** Six art styles that have nothing in common but the quality of their drawing. */
export const sampleStyles: readonly SampleStyle[] = [
  watercolour,
  engraving,
  flatVector,
  pixelArt,
  oilImpasto,
  blueprint,
];

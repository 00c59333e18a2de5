import type { PaletteColour } from "../colour/palette.ts";
import type { EncoderIdentity } from "../extract-features.ts";
import type { Calibration } from "./calibration.ts";

/** One number for each thing a style is judged by. */
export interface StyleParts {
  palette: number;
  composition: number;
  texture: number;
  lighting: number;
  embedding: number;
}

export type StylePart = keyof StyleParts;

export const STYLE_PARTS: readonly StylePart[] = [
  "palette",
  "composition",
  "texture",
  "lighting",
  "embedding",
];

/** What pictures are compared by, part by part: a picture's own, or the middle of a set. */
export interface StyleDescriptor {
  palette: PaletteColour[];
  /** Euclidean space. */
  composition: number[];
  /** Euclidean space. */
  texture: number[];
  /** The cumulative distribution of lightness. */
  lighting: number[];
  /** A unit vector for one picture; for a set the mean of them, not rescaled. */
  embedding: number[];
}

/** A style, fitted from its references. Plain JSON, self-contained: a stored model scores the same for ever. */
export interface StyleModel {
  formatVersion: 1;
  encoder: EncoderIdentity;
  /** How many references it was fitted from. */
  references: number;
  prototype: StyleDescriptor;
  /** How far a picture of the style usually lies from the prototype, in each part's own units. */
  spread: StyleParts;
  calibration: Calibration;
}

import type { StyleParts } from "./style-model.ts";

/** The constants that turn distances into scores for one encoder. */
export interface Calibration {
  /** The usual spread of a part within a style, known before a reference is seen; in the part's own units. */
  priorSpread: StyleParts;
  /** How many references the prior counts for. */
  priorStrength: number;
  /** How much each part counts in the score; they sum to 1. */
  weights: StyleParts;
  /** The distance, in spreads, that scores exactly {@link DEFAULT_STYLE_THRESHOLD}. */
  gate: number;
}

/** The default gate: pictures of a style mostly score above it, others below. */
export const DEFAULT_STYLE_THRESHOLD = 0.85;

/** For the built-in encoder, chosen with `scripts/calibrate.ts`; which styles it saw is in the README. */
export const BUILT_IN_CALIBRATION: Calibration = {
  priorSpread: { palette: 13, composition: 0.45, texture: 0.2, lighting: 0.07, embedding: 0.52 },
  priorStrength: 3,
  weights: { palette: 0.15, composition: 0.05, texture: 0.1, lighting: 0.1, embedding: 0.6 },
  gate: 1.4,
};

/**
 * 1 at distance 0, the default threshold at the gate, then on to 0 like a bell curve; monotone.
 *
 * @param distance in spreads
 */
export function calibratedScore(distance: number, gate: number): number {
  return DEFAULT_STYLE_THRESHOLD ** ((distance / gate) ** 2);
}

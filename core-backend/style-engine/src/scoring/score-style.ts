import type { EncoderIdentity, StyleFeatures } from "../extract-features.ts";
import { calibratedScore } from "./calibration.ts";
import { cosine, describe, partDistances } from "./descriptor.ts";
import { eachPart } from "./fit-style.ts";
import { assertSameEncoder, assertSameLength } from "./same-encoder.ts";
import { STYLE_PARTS, type StyleModel, type StyleParts } from "./style-model.ts";

/** How well a picture fits a style. */
export interface StyleScore {
  /** Calibrated, 0..1: pictures of the style mostly score at least 0.85. */
  score: number;
  /** The cosine of the embedding and the prototype, -1..1, uncalibrated: to be kept, not to be gated on. */
  rawCosine: number;
  /** The same calibrated scale for each part alone; a low one says what is off. */
  parts: StyleParts;
  encoder: EncoderIdentity;
}

/**
 * Scores one picture against a style, in microseconds.
 *
 * @throws StyleError `encoder_mismatch` when another encoder made the features, `invalid_embedding` when the
 * embeddings' lengths differ
 */
export function scoreStyle(model: StyleModel, features: StyleFeatures): StyleScore {
  assertSameEncoder(model, features);
  const { prototype, spread, calibration } = model;
  assertSameLength(prototype.embedding, features.embedding);
  const descriptor = describe(features);
  const distances = partDistances(descriptor, prototype);
  const relative = eachPart((part) => distances[part] / spread[part]);
  const squares = STYLE_PARTS.reduce((sum, part) => sum + calibration.weights[part] * relative[part] ** 2, 0);
  return {
    score: calibratedScore(Math.sqrt(squares), calibration.gate),
    rawCosine: cosine(features.embedding, prototype.embedding),
    parts: eachPart((part) => calibratedScore(relative[part], calibration.gate)),
    encoder: { ...model.encoder },
  };
}

import { StyleError } from "../errors.ts";
import type { StyleFeatures } from "../extract-features.ts";
import { BUILT_IN_CALIBRATION, type Calibration } from "./calibration.ts";
import { describe, partDistances, prototypeOf } from "./descriptor.ts";
import { assertSameEncoder, assertSameLength } from "./same-encoder.ts";
import {
  STYLE_PARTS,
  type StyleDescriptor,
  type StyleModel,
  type StylePart,
  type StyleParts,
} from "./style-model.ts";

/**
 * Learns a style from its references: the middle of them in each part, and how far from it a picture of the
 * style usually lies. That spread is measured by leaving each reference out in turn, and drawn towards the
 * calibration's prior when references are few; with one it is the prior.
 *
 * @param calibration for an encoder other than the built-in one
 * @throws StyleError `no_references` when none is given, `encoder_mismatch` when two encoders made them,
 * `invalid_embedding` when their embeddings' lengths differ
 */
export function fitStyle(
  references: readonly StyleFeatures[],
  calibration: Calibration = BUILT_IN_CALIBRATION,
): StyleModel {
  const [first] = references;
  if (!first) throw new StyleError("no_references", "A style needs at least one reference picture.");
  for (const reference of references) {
    assertSameEncoder(first, reference);
    assertSameLength(first.embedding, reference.embedding);
  }
  const descriptors = references.map(describe);
  return {
    formatVersion: 1,
    encoder: { ...first.encoder },
    references: references.length,
    prototype: prototypeOf(descriptors),
    spread: spreadOf(descriptors, calibration),
    calibration,
  };
}

function spreadOf(descriptors: readonly StyleDescriptor[], calibration: Calibration): StyleParts {
  const distances = descriptors.length > 1 ? descriptors.map((_, index) => leftOut(descriptors, index)) : [];
  // The mean of n lies off the true middle by 1/n of the variance; a prototype that lacks one reference more so.
  const n = descriptors.length;
  const shrink = n > 1 ? (1 + 1 / n) / (1 + 1 / (n - 1)) : 1;
  const widen = (1 + 1 / n) / (1 + 1 / 5);
  const spread = (part: StylePart) => {
    const squares = distances.reduce((sum, parts) => sum + shrink * parts[part] ** 2, 0);
    const prior = calibration.priorStrength * widen * calibration.priorSpread[part] ** 2;
    return Math.sqrt((squares + prior) / (distances.length + calibration.priorStrength));
  };
  return eachPart(spread);
}

function leftOut(descriptors: readonly StyleDescriptor[], index: number): StyleParts {
  const [one] = descriptors.slice(index, index + 1);
  const others = prototypeOf(descriptors.filter((_, other) => other !== index));
  return partDistances(one ?? others, others);
}

/** The same function of every part. */
export function eachPart(value: (part: StylePart) => number): StyleParts {
  const parts: StyleParts = { palette: 0, composition: 0, texture: 0, lighting: 0, embedding: 0 };
  for (const part of STYLE_PARTS) parts[part] = value(part);
  return parts;
}

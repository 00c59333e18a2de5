import { StyleError } from "../errors.ts";
import type { EncoderIdentity } from "../extract-features.ts";

interface Encoded {
  encoder: EncoderIdentity;
}

/** @throws StyleError `encoder_mismatch` when id or version differ */
export function assertSameEncoder({ encoder: one }: Encoded, { encoder: other }: Encoded): void {
  if (one.id === other.id && one.version === other.version) return;
  throw new StyleError(
    "encoder_mismatch",
    `Features of ${one.id} ${one.version} and ${other.id} ${other.version} can't be compared. Measure the references again with one encoder.`,
  );
}

/** @throws StyleError `invalid_embedding` when the lengths differ */
export function assertSameLength(one: readonly number[], other: readonly number[]): void {
  if (one.length === other.length) return;
  throw new StyleError(
    "invalid_embedding",
    `Embeddings of one encoder have one length, not ${one.length} and ${other.length}. Measure the pictures again.`,
  );
}

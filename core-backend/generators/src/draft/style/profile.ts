import { type Backdrop, type Margin, measureBackdrop, measureMargin } from "./backdrop.ts";
import { type Character, measureCharacter } from "./character.ts";
import { decodeReference, type Reference } from "./decode.ts";
import { measurePalette, type Swatch } from "./palette.ts";
import { describePatches, type PatchDictionary } from "./patches.ts";

/** All that drawing in a style needs, measured once from its references. */
export interface StyleProfile {
  references: readonly Reference[];
  character: Character;
  /** Darkest first. */
  palette: readonly Swatch[];
  backdrops: readonly Backdrop[];
  margin: Margin | undefined;
  /** Large patches for the ground, small ones for the subject; absent where nothing is quilted. */
  patches?: { ground: PatchDictionary; subject: PatchDictionary };
  /** Memory this profile holds, in bytes, for the cache's bound. */
  bytes: number;
}

// More references say little more and cost memory: 12 at 512 x 512 are 38 MB.
const MOST_REFERENCES = 12;
const GROUND_PATCH = 48;
const SUBJECT_PATCH = 24;

/**
 * Reads the references and measures the style.
 * @throws DraftError `reference-unreadable` when one is not an image.
 */
export async function measureStyle(encoded: readonly Uint8Array[]): Promise<StyleProfile> {
  const references: Reference[] = [];
  for (const [position, bytes] of encoded.slice(0, MOST_REFERENCES).entries()) {
    references.push(await decodeReference(bytes, position));
  }
  const character = measureCharacter(references);
  const exact = character.medium === "pixels" || character.medium === "plain";
  const palette = measurePalette(references, exact);
  const margin = measureMargin(references);
  const backdrops = references.map((reference) =>
    measureBackdrop(reference, margin?.width ?? 0, character.medium === "plain" ? palette : undefined),
  );
  const profile = { references, character, palette, margin, backdrops };
  const pixels = references.reduce((sum, { lab }) => sum + lab.byteLength, 0);
  if (exact) return { ...profile, bytes: pixels };
  const patches = {
    ground: describePatches(references, GROUND_PATCH),
    subject: describePatches(references, SUBJECT_PATCH),
  };
  return {
    ...profile,
    patches,
    bytes: pixels + patches.ground.traits.byteLength * 2 + patches.subject.traits.byteLength,
  };
}

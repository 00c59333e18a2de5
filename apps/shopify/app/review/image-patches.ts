import type { ReviewImage } from "./review-image.ts";

export type Changes = Partial<ReviewImage>;

interface Patch {
  readonly changes: Changes;
  /** When the server had them, as `performance.now()` tells; infinity while they are on their way. */
  readonly since: number;
}

/** What became of images since the page was read, by their ids. */
export type Patches = ReadonlyMap<string, Patch>;
export const noPatches: Patches = new Map();

export function withChanges(
  patches: Patches,
  ids: readonly string[],
  { changes, since }: { readonly changes: Changes; readonly since: number },
): Patches {
  const next = new Map(patches);
  for (const id of ids) {
    const before = next.get(id);
    next.set(id, { changes: { ...before?.changes, ...changes }, since });
  }
  return next;
}

/** What a page that began to be read at that time may not know of. */
export const newerThan = (patches: Patches, began: number): Patches =>
  new Map([...patches].filter(([, { since }]) => since > began));

/** An image as it was read; not over what has been done to it since the reading began. */
export function withRead(
  patches: Patches,
  image: ReviewImage,
  { began, now }: { readonly began: number; readonly now: number },
): Patches {
  const known = patches.get(image.id);
  return known !== undefined && known.since > began
    ? patches
    : withChanges(patches, [image.id], { changes: image, since: now });
}

export const patched = (images: readonly ReviewImage[], patches: Patches): readonly ReviewImage[] =>
  images.map((image) => ({ ...image, ...patches.get(image.id)?.changes }));

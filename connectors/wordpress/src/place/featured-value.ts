import type { Json } from "@assetql/contract";

/** Field for the image that a post shows: this one, another one, or none. */
export const FEATURED = "featured";
export const THIS_IMAGE = "this image";

/** @param shown Attachment that is shown; 0 for none. @param ours Of the asset's image, if there is one. */
export function placeValue(shown: number, ours: number | undefined): Json {
  if (shown === 0) return null;
  return shown === ours ? THIS_IMAGE : `image ${shown}`;
}

/** The attachment that a value names; 0 for none. */
export function attachmentOf(value: Json | undefined, ours: number): number {
  if (value === THIS_IMAGE) return ours;
  const named = typeof value === "string" ? /^image (\d+)$/.exec(value)?.[1] : undefined;
  return Number(named ?? 0);
}

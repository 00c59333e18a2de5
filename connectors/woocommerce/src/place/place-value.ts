import type { Json } from "@assetql/contract";
import { placeValue } from "@assetql/wordpress";
import type { WooCommerceConfig } from "../config.ts";

/** Field for where a product or a variation shows the image. */
export const PLACE = "place";
export const IN_GALLERY = "in the gallery";
const FIRST = "position 1";

/** What is wanted of a product. Variations want {@link THIS_IMAGE}. */
export function wantedPlace({ placement }: Pick<WooCommerceConfig, "placement">): string {
  return placement === "featured" ? FIRST : IN_GALLERY;
}

/**
 * Where a product shows an image. In the gallery any position is right: once it is there, its order is the shop's own.
 * @param ours Attachment of the asset's image, if there is one.
 */
export function productPlace(
  { placement }: Pick<WooCommerceConfig, "placement">,
  shown: readonly number[],
  ours: number | undefined,
): Json {
  const at = ours === undefined ? -1 : shown.indexOf(ours);
  if (placement === "gallery") return at < 0 ? null : IN_GALLERY;
  return at < 0 ? placeValue(shown[0] ?? 0, undefined) : `position ${at + 1}`;
}

/** The position that a value names, counted from 1. */
export function positionOf(value: Json | undefined): number | undefined {
  const position = typeof value === "string" ? /^position (\d+)$/.exec(value)?.[1] : undefined;
  return position === undefined ? undefined : Number(position);
}

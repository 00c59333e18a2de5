import type { Json } from "@assetql/contract";
import type { ShopifyConfig } from "../settings.ts";
import type { NumberOf } from "./media-order.ts";
import { mainOf } from "./media-order.ts";
import { backupIn, backupToken } from "./names.ts";
import { NONE, OURS, type VariantImages } from "./variant-images.ts";

/**
 * The fields of a snapshot. `image`, `altText`, and by the kind of item `place`, `variants` or `collectionImage` are
 * what a plan names. The others change by themselves, and are what undo needs besides.
 */
export const field = {
  image: "image",
  altText: "altText",
  place: "place",
  variants: "variants",
  collectionImage: "collectionImage",
  /** With the placement `replace`: the first of the product's media that is not ours. */
  mainImage: "mainImage",
  /** What each variant of the item shows, encoded. */
  variantImages: "variantImages",
  /** Files that a try has left that failed half done, by number. */
  unused: "unused",
} as const;

export const sideEffects = [field.mainImage, field.variantImages, field.unused];

export const IN_FRONT = "in front";
export const SHOWN = "shown";
export const THIS_IMAGE = "this image";
export const NO_IMAGE = "no image";

/** What is wanted of a product. */
export const wantedPlace = ({ placement }: Pick<ShopifyConfig, "placement">): string =>
  placement === "last" ? SHOWN : IN_FRONT;

interface Place {
  readonly media: readonly string[];
  readonly numberOf: NumberOf;
}

/**
 * Where a product shows an image; null where it does not. In front, as long as only images of ours stand before it;
 * else its position among those of others, which ours do not change. With the placement `last`, once it is there, its
 * order is the shop's own.
 */
export function placeValue(
  { placement }: Pick<ShopifyConfig, "placement">,
  { media, numberOf }: Place,
  image: string | undefined,
): Json {
  const at = image === undefined ? -1 : media.indexOf(image);
  if (at < 0) return null;
  if (placement === "last") return SHOWN;
  const others = media.slice(0, at).filter((each) => numberOf(each) === undefined).length;
  return others === 0 ? IN_FRONT : `position ${others + 1}`;
}

/** How many of others' media stand before the position that a value names. */
export function othersBefore(value: Json | undefined): number | undefined {
  const position = typeof value === "string" ? /^position (\d+)$/.exec(value)?.[1] : undefined;
  return position === undefined ? undefined : Number(position) - 1;
}

export const mainImageValue = ({ media, numberOf }: Place): Json => mainOf(media, numberOf) ?? null;

export const variantRules = { all: "all", empty: "where empty", none: "none" } as const;

/**
 * By how many of an item's variants an image is shown: `all`, `some` or `none` of them; null where not even the product
 * shows it.
 */
export function variantsValue(images: VariantImages, isShown: boolean): Json {
  if (!isShown) return null;
  const shown = [...images.values()].filter((image) => image === OURS).length;
  if (shown === 0) return "none";
  return shown === images.size ? "all" : "some";
}

/** With those of ours, whichever version, told apart from others'. */
export function variantImagesOf(
  images: ReadonlyMap<string, string | null>,
  isOurs: (image: string) => boolean,
): VariantImages {
  return new Map(
    [...images].map(([variant, image]) => [variant, image === null ? NONE : isOurs(image) ? OURS : image]),
  );
}

export interface CollectionImage {
  readonly url: string;
  readonly altText: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** Of what a collection shows that is not ours. A copy that was put back is the same as what it was made of. */
export function othersImageValue({ url, width, height }: CollectionImage): string {
  return `another image, ${width ?? 0} × ${height ?? 0} pixels (${backupIn(url) ?? backupToken(url)})`;
}

/** The token of the copy that a value names. */
export const backupNamed = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? /\((aqb[0-9a-z]{8})\)$/.exec(value)?.[1] : undefined;

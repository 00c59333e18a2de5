import type { Json, Snapshot } from "@assetql/contract";
import type { ShopItem } from "../item-id.ts";
import type { ShopifyConfig } from "../settings.ts";
import type { ProductState } from "./product-state.ts";
import {
  type CollectionImage,
  field,
  mainImageValue,
  NO_IMAGE,
  othersImageValue,
  placeValue,
  THIS_IMAGE,
  variantImagesOf,
  variantsValue,
} from "./snapshot.ts";
import { encodeVariantImages } from "./variant-images.ts";

/** A file of ours as it is now. */
export interface OurFile {
  readonly value: string;
  readonly number: string;
  readonly alt: string;
}

/** Every file that holds a version of the same image. */
export interface Versions {
  readonly current: OurFile | undefined;
  readonly numbers: ReadonlySet<string>;
}

/** What a snapshot says of the file itself. */
export const fileFields = ({ current }: Pick<Versions, "current">): Record<string, Json> =>
  current === undefined ? {} : { [field.image]: current.value, [field.altText]: current.alt };

export function productFields(
  config: ShopifyConfig,
  state: Pick<ProductState, "media" | "numberOf">,
  { current }: { readonly current: Pick<OurFile, "number"> | undefined },
): Record<string, Json> {
  const place = { [field.place]: placeValue(config, state, current?.number) };
  return config.placement === "replace" ? { ...place, [field.mainImage]: mainImageValue(state) } : place;
}

export function variantFields(
  images: ReadonlyMap<string, string | null>,
  media: readonly string[],
  { current, numbers }: Versions,
): Snapshot {
  const shown = variantImagesOf(images, (image) => numbers.has(image));
  const isShown = current !== undefined && media.includes(current.number);
  return {
    [field.variants]: variantsValue(shown, isShown),
    [field.variantImages]: encodeVariantImages(shown),
  };
}

export function collectionFields(
  image: CollectionImage | null,
  isOurs: boolean,
  { current }: Pick<Versions, "current">,
): Snapshot {
  const altText: Json = image === null ? (current?.alt ?? null) : image.altText;
  const shown = image === null ? NO_IMAGE : isOurs ? THIS_IMAGE : othersImageValue(image);
  return { [field.altText]: altText, [field.collectionImage]: shown };
}

/** The variants that an item stands for, with what they show. */
export function variantsOf(
  item: Extract<ShopItem, { kind: "variant" | "colour" }>,
  { variants, optionsOf }: Pick<ProductState, "variants" | "optionsOf">,
): ReadonlyMap<string, string | null> {
  if (item.kind === "variant") {
    const image = variants.get(item.variant);
    return new Map(image === undefined ? [] : [[item.variant, image]]);
  }
  const { option, value } = item;
  return new Map([...variants].filter(([variant]) => optionsOf.get(variant)?.get(option) === value));
}

import { type Desired, mappedFields } from "@assetql/connector-sdk";
import type { Json, Mapping, PublishableAsset } from "@assetql/contract";
import { type ShopItem, shopItemOf } from "../item-id.ts";
import type { ShopifyConfig } from "../settings.ts";
import type { ShopContext } from "./desk.ts";
import { imageValue } from "./names.ts";
import { field, sideEffects, THIS_IMAGE, variantRules, wantedPlace } from "./snapshot.ts";

/** Characters of an alternative text that Shopify takes. */
const MOST_ALT = 512;

export const fields: { name: string; title: string; from: string | null }[] = [
  { name: field.image, title: "Image file", from: null },
  { name: field.altText, title: "Alternative text", from: "altText" },
  { name: field.place, title: "Place among the product's images", from: null },
  { name: field.variants, title: "Shown by variants", from: null },
  { name: field.collectionImage, title: "Image of the collection", from: null },
];

/** What the shop should have of an asset. */
export function desire(
  { config, targetId }: Pick<ShopContext, "config" | "targetId">,
  asset: PublishableAsset,
  mapping: Mapping,
): Desired {
  const item = asset.item?.targetId === targetId ? shopItemOf(asset.item.itemId) : undefined;
  const shown = item === undefined ? undefined : shownBy(item, config);
  const altText = mappedFields(fields, asset, mapping)[field.altText];
  const wanted: Record<string, Json> = { [field.image]: imageValue(asset, config) };
  if (altText !== undefined) wanted[field.altText] = textOf(altText);
  if (shown !== undefined && mapping.publish[shown.name] !== "") wanted[shown.name] = shown.value;
  const isPlace = shown?.isPlace === true && Object.hasOwn(wanted, shown.name);
  return {
    externalId: asset.id,
    title: asset.title,
    fields: wanted,
    ...(isPlace ? { places: [shown.name] } : {}),
    sideEffects,
  };
}

interface ShownBy {
  readonly name: string;
  readonly value: string;
  readonly isPlace: boolean;
}

function shownBy(item: ShopItem, config: ShopifyConfig): ShownBy {
  switch (item.kind) {
    case "product":
      return { name: field.place, value: wantedPlace(config), isPlace: true };
    case "variant":
    case "colour":
      return { name: field.variants, value: variantRules[config.variantImages], isPlace: true };
    case "collection":
      // Its image is replaced on purpose, so that somebody else's is no conflict; it comes back at undo.
      return { name: field.collectionImage, value: THIS_IMAGE, isPlace: false };
  }
}

function textOf(value: Json): string {
  const text = Array.isArray(value) ? value.join(", ") : value === null ? "" : String(value);
  return text.slice(0, MOST_ALT);
}

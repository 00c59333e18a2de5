import type { Item } from "@assetql/contract";
import { itemIdOf, numberOf, type ShopItem, shopItemOf } from "../item-id.ts";
import type { CollectionRow } from "../operations/collections.ts";
import type { MetafieldRow, ProductTexts, ShownMedia, VariantRow } from "../operations/product-fields.ts";
import type { ItemKind } from "./catalogue.ts";
import { coloursOf } from "./colour-option.ts";
import { chosenColumns, columnsOf, optionColumns } from "./columns.ts";

/** Of the contract. */
const MAX = { id: 200, title: 500 } as const;

/** A product as read, with all variants that its items need. */
export interface ReadProduct {
  readonly product: ProductTexts;
  readonly metafields: readonly MetafieldRow[];
  readonly variants: readonly VariantRow[];
}

/** An item, before anything is told of it but what it shows. */
export interface Part {
  readonly id: string;
  readonly kind: ShopItem["kind"];
  /** Beyond the product's, as in `Red / L`. */
  readonly suffix: string | null;
  readonly media: ShownMedia | null;
  readonly variants: readonly VariantRow[];
}

/** What images are made for of a product: itself, its variants, or its colours. */
export function partsOf(kind: ItemKind, { product, variants }: ReadProduct): readonly Part[] {
  const number = numberOf(product.id);
  switch (kind) {
    case "products":
      return [
        partOf(
          { kind: "product", product: number },
          { suffix: null, media: product.featuredMedia, variants: variants.slice(0, 1) },
        ),
      ];
    case "variants":
      return variants.map((variant) =>
        partOf(
          { kind: "variant", product: number, variant: numberOf(variant.id) },
          {
            suffix: variant.title === "Default Title" ? null : variant.title,
            media: variant.media.nodes[0] ?? null,
            variants: [variant],
          },
        ),
      );
    case "colours":
      return coloursOf(product, variants)
        .map(({ option, value, variants: ofColour }) =>
          partOf(
            { kind: "colour", product: number, option, value },
            { suffix: value, media: firstMediaOf(ofColour), variants: ofColour },
          ),
        )
        .filter(({ id }) => isReadable(id));
    case "collections":
      return [];
  }
}

const partOf = (item: ShopItem, rest: Omit<Part, "id" | "kind">): Part => ({
  id: itemIdOf(item),
  kind: item.kind,
  ...rest,
});

/** Names of options and values may be so long, or so odd, that no id can hold them. */
const isReadable = (id: string): boolean => id.length <= MAX.id && shopItemOf(id) !== undefined;

const firstMediaOf = (variants: readonly VariantRow[]): ShownMedia | null =>
  variants.find(({ media }) => media.nodes.length > 0)?.media.nodes[0] ?? null;

export const showsNothing = ({ media }: Part): boolean => imageOf(media) === null;

export function itemOf(shop: string, read: ReadProduct, part: Part): Item {
  const { product, metafields } = read;
  const { id, kind, suffix, variants } = part;
  const described = columnsOf({ product, metafields, variants });
  const options = kind === "product" ? optionColumns(product) : chosenColumns(product, variants);
  return {
    id,
    kind,
    title: (suffix === null ? product.title : `${product.title} – ${suffix}`).slice(0, MAX.title),
    url: adminUrl(shop, pathOf(product.id, part)),
    fields: { ...described, ...options },
    // Shopify shows the main image for what has none of its own.
    image: imageOf(part.media) ?? imageOf(product.featuredMedia),
    updatedAt: Date.parse(product.updatedAt),
  };
}

function pathOf(productId: string, { kind, variants: [first] }: Part): string {
  const path = `products/${numberOf(productId)}`;
  return kind === "variant" && first !== undefined ? `${path}/variants/${numberOf(first.id)}` : path;
}

export function collectionItem(shop: string, collection: CollectionRow): Item {
  const { id, title, handle, description, image, updatedAt } = collection;
  const number = numberOf(id);
  return {
    id: itemIdOf({ kind: "collection", collection: number }),
    kind: "collection",
    title: title.slice(0, MAX.title),
    url: adminUrl(shop, `collections/${number}`),
    fields: { title, handle, description: description.replaceAll(/\s+/gu, " ").trim() },
    image: image === null ? null : { url: image.url, altText: image.altText ?? "" },
    updatedAt: Date.parse(updatedAt),
  };
}

export function imageOf(media: ShownMedia | null): Item["image"] {
  const url = media?.preview?.image?.url;
  return url === undefined ? null : { url, altText: media?.alt ?? "" };
}

/** Where the merchant sees it, whether the online store shows it or not. */
const adminUrl = (shop: string, path: string): string =>
  `https://admin.shopify.com/store/${shop.replace(/\.myshopify\.com$/, "")}/${path}`;

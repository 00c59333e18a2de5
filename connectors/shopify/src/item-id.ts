/**
 * What an image is made for. As an item's id: `product/1`, `variant/1/11` (product and variant),
 * `colour/1/Color=Dark red` (all variants of a product that share one option's value) or `collection/5`. Numbers are
 * those at the end of Shopify's global ids.
 */
export type ShopItem =
  | { readonly kind: "product"; readonly product: string }
  | { readonly kind: "variant"; readonly product: string; readonly variant: string }
  | { readonly kind: "colour"; readonly product: string; readonly option: string; readonly value: string }
  | { readonly kind: "collection"; readonly collection: string };

const PATTERN =
  /^(?:product\/(?<product>\d{1,20})|variant\/(?<of>\d{1,20})\/(?<variant>\d{1,20})|colour\/(?<coloured>\d{1,20})\/(?<option>[^=]{1,100})=(?<value>.{1,255})|collection\/(?<collection>\d{1,20}))$/su;

/** Undefined for what is none, as an item of another platform. */
export function shopItemOf(itemId: string | null): ShopItem | undefined {
  const { product, of, variant, coloured, option, value, collection } =
    PATTERN.exec(itemId ?? "")?.groups ?? {};
  if (product !== undefined) return { kind: "product", product };
  if (of !== undefined && variant !== undefined) return { kind: "variant", product: of, variant };
  if (coloured !== undefined && option !== undefined && value !== undefined) {
    return { kind: "colour", product: coloured, option, value };
  }
  return collection === undefined ? undefined : { kind: "collection", collection };
}

export function itemIdOf(item: ShopItem): string {
  switch (item.kind) {
    case "product":
      return `product/${item.product}`;
    case "variant":
      return `variant/${item.product}/${item.variant}`;
    case "colour":
      return `colour/${item.product}/${item.option}=${item.value}`;
    case "collection":
      return `collection/${item.collection}`;
  }
}

type GlobalType = "Product" | "ProductVariant" | "Collection" | "MediaImage";

export const globalId = (type: GlobalType, number: string): string => `gid://shopify/${type}/${number}`;

/** The number at the end. Throws a RangeError for what is no global id. */
export function numberOf(id: string): string {
  const number = /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)/.exec(id)?.[1];
  if (number === undefined) throw new RangeError(`${id} is no global id of Shopify`);
  return number;
}

import type { Item } from "@assetql/contract";
import type { Selection } from "../services.ts";

/** A product of a shop, as the catalogue tells it. */
export function itemOf(
  number: number,
  { title = `Mug ${number}`, ...fields }: Record<string, string> = {},
): Item {
  return {
    id: `product/${number}`,
    kind: "products",
    title,
    url: `https://shop.example/products/${number}`,
    fields: {
      title,
      handle: `mug-${number}`,
      sku: `MUG-${number}`,
      vendor: "Hearth",
      product_type: "Mug",
      ...fields,
    },
    image: { url: `https://cdn.shopify.com/${number}.jpg`, altText: "" },
    updatedAt: null,
  };
}

export const selectionOf = (items: readonly Item[], more: readonly string[] = []): Selection => ({
  id: "sel_1",
  name: "Mugs",
  kind: "products",
  itemIds: [...items.map(({ id }) => id), ...more],
  createdBy: "1",
  createdAt: 0,
});

import { ConnectorError } from "@assetql/connector-sdk";
import type { Item, ItemQuery } from "@assetql/contract";
import { callSite, type Site, withQuery } from "@assetql/wordpress";
import { z } from "zod";
import type { WooCommerceConfig } from "../config.ts";
import { placeOf } from "../item-id.ts";
import {
  itemOfProduct,
  itemOfVariation,
  type Product,
  productFields,
  productSchema,
  variationFields,
  variationSchema,
} from "./item-of-product.ts";

/** After which product, and how many came before. */
const cursorSchema = z.object({ after: z.int(), seen: z.int() });

const PAGE = 30;
/** Products asked for once more, so that none is passed over when others are deleted while the list is paged through. */
const OVERLAP = 10;
const VARIATIONS = 100;
const CHANGED_OVERLAP_MS = 120_000;
const passedOn = new Set(["category", "tag", "type", "sku", "stock_status", "status"]);

/** A page of products in the order of their ids, each followed by its variations where they are asked for. */
export async function listItems(
  { config }: { readonly config: WooCommerceConfig },
  site: Site,
  { query, cursor }: { readonly query: ItemQuery; readonly cursor: string | undefined },
): Promise<{ items: Item[]; cursor?: string }> {
  const places = query.ids?.map(placeOf).filter((place) => place !== undefined);
  if (places?.length === 0) return { items: [] };
  const at = cursor === undefined ? { after: 0, seen: 0 } : readCursor(cursor);
  const offset = Math.max(0, at.seen - OVERLAP);
  const include = places === undefined ? undefined : [...new Set(places.map(({ product }) => product))];
  const path = withQuery("/wc/v3/products", { ...parametersOf(config, query), include, offset });
  const products = await callSite(site, { path }, z.array(productSchema));
  const items: Item[] = [];
  const statuses: readonly string[] = config.itemStatuses;
  for (const product of products) {
    if (product.id <= at.after || !statuses.includes(product.status)) continue;
    items.push(...(await itemsOf(site, product, typesOf(config, query))));
  }
  const wanted = items.filter(({ id, image }) => {
    return (query.ids?.includes(id) ?? true) && (query.withoutImage !== true || image === null);
  });
  if (products.length < PAGE + OVERLAP) return { items: wanted };
  const next = { after: products.at(-1)?.id ?? at.after, seen: offset + products.length };
  return { items: wanted, cursor: Buffer.from(JSON.stringify(next)).toString("base64url") };
}

function typesOf(config: WooCommerceConfig, { kind }: ItemQuery): readonly string[] {
  return kind === undefined ? config.itemTypes : [kind];
}

async function itemsOf(site: Site, product: Product, types: readonly string[]): Promise<Item[]> {
  const items = types.includes("products") ? [itemOfProduct(product)] : [];
  if (!types.includes("variations") || product.type !== "variable") return items;
  for (let offset = 0; ; offset += VARIATIONS) {
    const path = withQuery(`/wc/v3/products/${product.id}/variations`, {
      ...{ orderby: "id", order: "asc", per_page: VARIATIONS, offset },
      _fields: variationFields,
    });
    const found = await callSite(site, { path }, z.array(variationSchema));
    items.push(...found.map((variation) => itemOfVariation(product, variation)));
    if (found.length < VARIATIONS) return items;
  }
}

function parametersOf({ itemStatuses }: WooCommerceConfig, query: ItemQuery) {
  const since = query.changedSince;
  const [only] = itemStatuses;
  return {
    // WooCommerce takes one status, or any.
    status: itemStatuses.length === 1 ? only : "any",
    ...Object.fromEntries(Object.entries(query.filters ?? {}).filter(([name]) => passedOn.has(name))),
    orderby: "id",
    order: "asc",
    per_page: PAGE + OVERLAP,
    search: query.search,
    // With this, WooCommerce compares in UTC; without, in the shop's own time.
    dates_are_gmt: since === undefined ? undefined : true,
    modified_after: since === undefined ? undefined : new Date(since - CHANGED_OVERLAP_MS).toISOString(),
    _fields: productFields,
  };
}

function readCursor(text: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch (error) {
    throw new ConnectorError("refused", "This is no cursor of this list. Start again without one.", {
      cause: error,
    });
  }
}

import type { Item, ItemPage } from "@assetql/contract";
import type { ShopClient } from "../client/shop-client.ts";
import { searchCollections } from "../operations/collections.ts";
import type { ProductRow } from "../operations/product-fields.ts";
import { searchProducts } from "../operations/products.ts";
import { type Place, readPlace, writePlace } from "./cursor.ts";
import { collectionItem, itemOf, partsOf, showsNothing } from "./items.ts";
import { readOf, sizesFor, variantsAfter, withVariants } from "./read-products.ts";
import { collectionSearch, type ProductQuery, productSearch } from "./search-query.ts";

/** A page goes on until it has so many items, or has asked so often: filters of ours may leave little. */
const ENOUGH = 20;
const MOST_CALLS = 8;
const COLLECTIONS = 50;

export interface Step {
  readonly items: readonly Item[];
  /** Undefined at the end. */
  readonly next: Place | undefined;
}

/** Items in the order of their products' ids, which does not change while it is paged through. */
export async function searchItems(
  client: ShopClient,
  query: ProductQuery,
  cursor?: string,
): Promise<ItemPage> {
  const items: Item[] = [];
  let place: Place | undefined = readPlace(cursor);
  for (let calls = 0; place !== undefined && calls < MOST_CALLS && items.length < ENOUGH; calls += 1) {
    const step: Step = await nextItems(client, query, place);
    items.push(...step.items);
    place = step.next;
  }
  return place === undefined ? { items } : { items, cursor: writePlace(place) };
}

/** What one call finds, or a few when a product has many variants. */
export async function nextItems(client: ShopClient, query: ProductQuery, place: Place): Promise<Step> {
  if (query.kind === "collections") return nextCollections(client, query, place);
  const { rows, next } = await nextRows(client, query, place);
  const items = rows.flatMap((row) => {
    const read = readOf(row);
    const parts = partsOf(query.kind, read).filter((part) => !query.withoutImage || showsNothing(part));
    return parts.map((part) => itemOf(client.shop, read, part));
  });
  return { items, next };
}

interface Rows {
  readonly rows: readonly ProductRow[];
  readonly next: Place | undefined;
}

async function nextRows(client: ShopClient, query: ProductQuery, { after, within }: Place): Promise<Rows> {
  if (within !== undefined) {
    const row = await variantsAfter(client, within.product, within.after);
    const next = row === null ? undefined : placeWithin(row, after);
    return { rows: row === null ? [] : [row], next: next ?? { after } };
  }
  const variables = { ...sizesFor(query.kind), after, query: productSearch(query) };
  const { products } = await client.call(searchProducts, variables);
  const rows: ProductRow[] = [];
  for (const { cursor, node } of products.edges) {
    // A colour is known only when all variants are.
    rows.push(query.kind === "colours" ? await withVariants(client, node) : node);
    const next = query.kind === "variants" ? placeWithin(node, cursor) : undefined;
    if (next !== undefined) return { rows, next };
  }
  const { hasNextPage, endCursor } = products.pageInfo;
  return { rows, next: hasNextPage ? { after: endCursor } : undefined };
}

/** Undefined when all variants of the product are told. */
function placeWithin({ id, variants }: ProductRow, after: string | null): Place | undefined {
  const { hasNextPage, endCursor } = variants.pageInfo;
  return hasNextPage ? { after, within: { product: id, after: endCursor } } : undefined;
}

async function nextCollections(client: ShopClient, query: ProductQuery, { after }: Place): Promise<Step> {
  const variables = { first: COLLECTIONS, after, query: collectionSearch(query.search) };
  const { collections } = await client.call(searchCollections, variables);
  const { hasNextPage, endCursor } = collections.pageInfo;
  const items = collections.nodes
    .filter(({ image }) => !query.withoutImage || image === null)
    .map((collection) => collectionItem(client.shop, collection));
  return { items, next: hasNextPage ? { after: endCursor } : undefined };
}

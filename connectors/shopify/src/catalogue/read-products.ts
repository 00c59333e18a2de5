import type { ShopClient } from "../client/shop-client.ts";
import { globalId } from "../item-id.ts";
import type { MetafieldRow, ProductRow, VariantRow } from "../operations/product-fields.ts";
import { moreMetafields, moreVariants, productsById, searchProducts } from "../operations/products.ts";
import type { ItemKind } from "./catalogue.ts";
import type { ReadProduct } from "./items.ts";
import { searchByIds } from "./search-query.ts";

/**
 * How much a call asks for. Shopify refuses calls above 1,000 points, and documents two ways of counting lists: by
 * their size, and (as its answers show) by its logarithm. These sizes stay below 700 points in the first way, and
 * below 200 in the second.
 */
const SIZES = {
  /** A product's item tells the first variant's SKU and price. */
  alone: { first: 25, variantsFirst: 1 },
  /** Most products have no more variants. */
  withVariants: { first: 10, variantsFirst: 10 },
} as const;
const MORE_VARIANTS = 50;
const MORE_METAFIELDS = 100;
/** Calls side by side: most of their time is the way to Shopify and back. */
const AT_ONCE = 4;

export const sizesFor = (kind: ItemKind) => (kind === "products" ? SIZES.alone : SIZES.withVariants);

export const readOf = (row: ProductRow): ReadProduct => ({
  product: row,
  metafields: row.metafields.nodes,
  variants: row.variants.nodes,
});

/** With all variants, or as many pages of them as it takes until those are there that are wanted. */
export async function withVariants(
  client: ShopClient,
  row: ProductRow,
  isEnough: (variants: readonly VariantRow[]) => boolean = () => false,
): Promise<ProductRow> {
  const nodes = [...row.variants.nodes];
  let { pageInfo } = row.variants;
  while (pageInfo.hasNextPage && !isEnough(nodes)) {
    const next = await variantsAfter(client, row.id, pageInfo.endCursor);
    if (next === null) break;
    nodes.push(...next.variants.nodes);
    pageInfo = next.variants.pageInfo;
  }
  return { ...row, variants: { nodes, pageInfo } };
}

/** The product with the next of its variants; null when it is gone. */
export async function variantsAfter(
  client: ShopClient,
  id: string,
  after: string | null,
): Promise<ProductRow | null> {
  const { product } = await client.call(moreVariants, { id, after, variantsFirst: MORE_VARIANTS });
  return product;
}

async function withMetafields(client: ShopClient, row: ProductRow): Promise<ProductRow> {
  const nodes: MetafieldRow[] = [...row.metafields.nodes];
  let { pageInfo } = row.metafields;
  while (pageInfo.hasNextPage) {
    const variables = { id: row.id, first: MORE_METAFIELDS, after: pageInfo.endCursor };
    const { product } = await client.call(moreMetafields, variables);
    if (product === null) break;
    nodes.push(...product.metafields.nodes);
    pageInfo = product.metafields.pageInfo;
  }
  return { ...row, metafields: { nodes, pageInfo } };
}

/** What is wanted of a product beyond itself. */
export interface Wanted {
  /** All variants, as colours are made of them. */
  readonly colours: boolean;
  /** Global ids. */
  readonly variants: ReadonlySet<string>;
}

/**
 * Products by their numbers, with all metafields and the variants that are wanted of them. Those that are gone are
 * missing. Asked for by a search, as Shopify counts fewer points for a list than for as many objects; its index is a
 * moment behind, so what it does not find is asked for by itself.
 */
export async function readProducts(
  client: ShopClient,
  wanted: ReadonlyMap<string, Wanted>,
): Promise<ReadonlyMap<string, ReadProduct>> {
  const found = new Map<string, ReadProduct>();
  const needsVariants = [...wanted.values()].some(({ colours, variants }) => colours || variants.size > 0);
  const sizes = needsVariants ? SIZES.withVariants : SIZES.alone;
  const read = async (numbers: readonly string[]): Promise<void> => {
    const rows = await rowsOf(client, numbers, sizes.variantsFirst);
    for (const number of numbers) {
      const row = rows.get(globalId("Product", number));
      const parts = wanted.get(number);
      if (row === undefined || parts === undefined) continue;
      found.set(number, readOf(await completed(client, row, parts)));
    }
  };
  for (const some of chunks(chunks([...wanted.keys()], sizes.first), AT_ONCE))
    await Promise.all(some.map(read));
  return found;
}

async function completed(
  client: ShopClient,
  row: ProductRow,
  { colours, variants }: Wanted,
): Promise<ProductRow> {
  const hasAll = (known: readonly VariantRow[]): boolean =>
    !colours && known.filter(({ id }) => variants.has(id)).length === variants.size;
  return withMetafields(client, await withVariants(client, row, hasAll));
}

async function rowsOf(
  client: ShopClient,
  numbers: readonly string[],
  variantsFirst: number,
): Promise<ReadonlyMap<string, ProductRow>> {
  const query = searchByIds(numbers);
  const { products } = await client.call(searchProducts, {
    first: numbers.length,
    after: null,
    query,
    variantsFirst,
  });
  const rows = new Map(products.edges.map(({ node }) => [node.id, node]));
  const missing = numbers.map((number) => globalId("Product", number)).filter((id) => !rows.has(id));
  for (const ids of chunks(missing, SIZES.withVariants.first)) {
    const { nodes } = await client.call(productsById, { ids, variantsFirst });
    for (const node of nodes) if (node) rows.set(node.id, node);
  }
  return rows;
}

export function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}

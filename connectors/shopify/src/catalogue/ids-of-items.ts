import type { ShopClient } from "../client/shop-client.ts";
import { itemIdOf, numberOf } from "../item-id.ts";
import { countProducts, productsOfVariants } from "../operations/products.ts";
import { bulkProducts } from "./bulk-products.ts";
import type { CatalogueQuery, CatalogueSettings, ItemKind } from "./catalogue.ts";
import { type Place, START } from "./cursor.ts";
import { partsOf, showsNothing } from "./items.ts";
import { chunks, readProducts } from "./read-products.ts";
import { nextItems } from "./search-items.ts";
import { productSearch } from "./search-query.ts";

export interface Limited {
  readonly query: CatalogueQuery;
  readonly limit: number;
}

/** Every id that a query finds, up to a limit: by a bulk operation where many products are found. */
export async function idsOfQuery(
  client: ShopClient,
  { query, limit }: Limited,
  settings: CatalogueSettings,
): Promise<readonly string[]> {
  const many = query.kind !== "collections" && limit > settings.bulkAbove;
  if (many && (await countOf(client, query)) > settings.bulkAbove) {
    const found = await bulkProducts(client, productSearch(query), {
      pollMs: settings.pollMs,
      forIdsOf: query.kind,
    });
    if (found !== undefined) {
      const parts = [...found.values()].flatMap((read) => partsOf(query.kind, read));
      const kept = parts.filter((part) => !query.withoutImage || showsNothing(part));
      return kept.slice(0, limit).map(({ id }) => id);
    }
  }
  return pagedIds(client, { query, limit });
}

async function countOf(client: ShopClient, query: CatalogueQuery): Promise<number> {
  const { productsCount } = await client.call(countProducts, { query: productSearch(query) });
  return productsCount?.count ?? 0;
}

async function pagedIds(client: ShopClient, { query, limit }: Limited): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let place: Place | undefined = START; place !== undefined && ids.length < limit; ) {
    const { items, next } = await nextItems(client, query, place);
    ids.push(...items.map(({ id }) => id));
    place = next;
  }
  return ids.slice(0, limit);
}

/** More than this of one collection is chosen by a search. */
const MOST_OF_COLLECTION = 20_000;
const VARIANTS = 100;

/**
 * What a merchant picked, as ids of items of a kind, in the order of picking: variants and colours of products, products
 * of variants and of collections. Collections are made of collections only.
 */
export async function idsOfPicked(
  client: ShopClient,
  { picked, kind }: { readonly picked: readonly string[]; readonly kind: ItemKind },
  settings: CatalogueSettings,
): Promise<readonly string[]> {
  const idsBy = await idsByPicked(client, { picked, kind }, settings);
  return [...new Set(picked.flatMap((id) => idsBy.get(id) ?? []))];
}

type Ids = ReadonlyMap<string, readonly string[]>;

async function idsByPicked(
  client: ShopClient,
  { picked, kind }: { readonly picked: readonly string[]; readonly kind: ItemKind },
  settings: CatalogueSettings,
): Promise<Ids> {
  const collections = picked.filter((id) => id.startsWith("gid://shopify/Collection/"));
  if (kind === "collections") {
    return new Map(
      collections.map((id) => [id, [itemIdOf({ kind: "collection", collection: numberOf(id) })]]),
    );
  }
  const idsBy = new Map<string, readonly string[]>();
  for (const id of collections) {
    const query: CatalogueQuery = { kind, collection: id };
    idsBy.set(id, await idsOfQuery(client, { query, limit: MOST_OF_COLLECTION }, settings));
  }
  const ofProducts = await idsByProduct(client, picked, kind);
  return new Map([...idsBy, ...ofProducts]);
}

/** By each picked product and variant. */
async function idsByProduct(client: ShopClient, picked: readonly string[], kind: ItemKind): Promise<Ids> {
  const products = picked.filter((id) => id.startsWith("gid://shopify/Product/"));
  const owners = await ownersOf(
    client,
    picked.filter((id) => id.startsWith("gid://shopify/ProductVariant/")),
  );
  const isPlain = kind === "products" || (kind === "variants" && products.length === 0);
  const everything = { colours: !isPlain, variants: new Set<string>() };
  const numbers = new Set([...products, ...owners.values()].map(numberOf));
  const reads = isPlain
    ? undefined
    : await readProducts(client, new Map([...numbers].map((number) => [number, everything])));
  const partsOfProduct = (id: string) => {
    const read = reads?.get(numberOf(id));
    return read === undefined ? [] : partsOf(kind, read);
  };
  const productItem = (id: string): string => itemIdOf({ kind: "product", product: numberOf(id) });
  const ids = new Map<string, readonly string[]>();
  for (const id of products) {
    ids.set(id, kind === "products" ? [productItem(id)] : partsOfProduct(id).map((part) => part.id));
  }
  for (const [id, product] of owners) {
    if (kind === "products") ids.set(id, [productItem(product)]);
    else if (kind === "variants") ids.set(id, [variantItem(product, id)]);
    else {
      const parts = partsOfProduct(product).filter(({ variants }) => variants.some((one) => one.id === id));
      ids.set(
        id,
        parts.map((part) => part.id),
      );
    }
  }
  return ids;
}

const variantItem = (product: string, variant: string): string =>
  itemIdOf({ kind: "variant", product: numberOf(product), variant: numberOf(variant) });

/** Global ids of products by those of variants; without those that are gone. */
async function ownersOf(
  client: ShopClient,
  variants: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  for (const ids of chunks(variants, VARIANTS)) {
    const { nodes } = await client.call(productsOfVariants, { ids });
    for (const node of nodes) if (node) owners.set(node.id, node.product.id);
  }
  return owners;
}

import type { Item } from "@assetql/contract";
import type { ShopClient } from "../client/shop-client.ts";
import { globalId, numberOf, type ShopItem, shopItemOf } from "../item-id.ts";
import { collectionsById } from "../operations/collections.ts";
import { bulkProducts } from "./bulk-products.ts";
import type { CatalogueSettings, ItemKind } from "./catalogue.ts";
import { collectionItem, itemOf, partsOf, type ReadProduct } from "./items.ts";
import { chunks, readProducts, type Wanted } from "./read-products.ts";
import { searchByRange } from "./search-query.ts";

/** Collections that are asked for at once: each is three objects, of a point each. */
const COLLECTIONS = 50;

/** In the order of the ids; those that are gone, or none of Shopify's, are left out. */
export async function itemsById(
  client: ShopClient,
  ids: readonly string[],
  settings: CatalogueSettings,
): Promise<readonly Item[]> {
  const asked = new Map(ids.map((id) => [id, shopItemOf(id)]));
  const wanted = wantedOf([...asked.values()].filter((item) => item !== undefined));
  const found = new Map<string, Item>();
  for (const read of (await productsOf(client, wanted, settings)).values()) {
    for (const kind of ["products", "variants", "colours"] satisfies ItemKind[]) {
      for (const part of partsOf(kind, read)) {
        if (asked.has(part.id)) found.set(part.id, itemOf(client.shop, read, part));
      }
    }
  }
  for (const item of await collectionsOf(client, [...asked.values()])) found.set(item.id, item);
  return ids.flatMap((id) => found.get(id) ?? []);
}

function wantedOf(items: readonly ShopItem[]): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, { colours: boolean; variants: Set<string> }>();
  for (const item of items) {
    if (item.kind === "collection") continue;
    const parts = wanted.get(item.product) ?? { colours: false, variants: new Set<string>() };
    wanted.set(item.product, parts);
    if (item.kind === "colour") parts.colours = true;
    if (item.kind === "variant") parts.variants.add(globalId("ProductVariant", item.variant));
  }
  return wanted;
}

/** By a bulk operation when there are many, and it can be done. */
async function productsOf(
  client: ShopClient,
  wanted: ReadonlyMap<string, Wanted>,
  { bulkAbove, pollMs }: CatalogueSettings,
): Promise<ReadonlyMap<string, ReadProduct>> {
  if (wanted.size > bulkAbove) {
    const isWanted = (id: string): boolean => wanted.has(numberOf(id));
    const found = await bulkProducts(client, searchByRange([...wanted.keys()]), { isWanted, pollMs });
    if (found !== undefined) return found;
  }
  return readProducts(client, wanted);
}

async function collectionsOf(client: ShopClient, asked: readonly (ShopItem | undefined)[]): Promise<Item[]> {
  const ids = asked.flatMap((item) =>
    item?.kind === "collection" ? [globalId("Collection", item.collection)] : [],
  );
  const items: Item[] = [];
  for (const some of chunks(ids, COLLECTIONS)) {
    const { nodes } = await client.call(collectionsById, { ids: some });
    for (const node of nodes) if (node) items.push(collectionItem(client.shop, node));
  }
  return items;
}

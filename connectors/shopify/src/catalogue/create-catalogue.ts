import type { ShopClient } from "../client/shop-client.ts";
import { numberOf } from "../item-id.ts";
import { searchCollections } from "../operations/collections.ts";
import { shopCurrency } from "../operations/shop.ts";
import type { Catalogue, CatalogueQuery, CatalogueSettings, ShopCollection } from "./catalogue.ts";
import { type Place, readPlace, START, writePlace } from "./cursor.ts";
import { idsOfPicked, idsOfQuery } from "./ids-of-items.ts";
import { itemsById } from "./items-by-id.ts";
import { nextItems, type Step, searchItems } from "./search-items.ts";
import { collectionSearch } from "./search-query.ts";

const SETTINGS: CatalogueSettings = { bulkAbove: 500, pollMs: 1_000 };
const COLLECTIONS = 50;
/** A shop without images is not read to its end. */
const MOST_CALLS = 20;

/** A shop's products and collections as rows that images are made for. Throws what the client does. */
export function createCatalogue(client: ShopClient, settings: Partial<CatalogueSettings> = {}): Catalogue {
  const all = { ...SETTINGS, ...settings };
  return {
    search: (query, cursor) => searchItems(client, query, cursor),
    byIds: (ids) => itemsById(client, ids, all),
    idsOf: (query, limit) => idsOfQuery(client, { query, limit }, all),
    idsOfPicked: (picked, kind) => idsOfPicked(client, { picked, kind }, all),
    collections: (search, cursor) => listCollections(client, search, cursor),
    currency: async () => (await client.call(shopCurrency, {})).shop.currencyCode,
    imagesOf: (query, limit) => imagesOf(client, query, limit),
  };
}

async function listCollections(
  client: ShopClient,
  search: string | undefined,
  cursor: string | undefined,
): Promise<{ items: ShopCollection[]; cursor?: string }> {
  const { after } = readPlace(cursor);
  const variables = { first: COLLECTIONS, after, query: collectionSearch(search) };
  const { collections } = await client.call(searchCollections, variables);
  const items = collections.nodes.map(({ id, title, productsCount, image }) => ({
    id: numberOf(id),
    title,
    products: productsCount?.count ?? 0,
    imageUrl: image?.url ?? null,
  }));
  const { hasNextPage, endCursor } = collections.pageInfo;
  return hasNextPage ? { items, cursor: writePlace({ after: endCursor }) } : { items };
}

/** Each image once, those of the first products that have one. */
async function imagesOf(
  client: ShopClient,
  query: CatalogueQuery,
  limit: number,
): Promise<{ url: string; altText: string }[]> {
  const images = new Map<string, { url: string; altText: string }>();
  let place: Place | undefined = START;
  for (let calls = 0; place !== undefined && images.size < limit && calls < MOST_CALLS; calls += 1) {
    const { items, next }: Step = await nextItems(client, query, place);
    for (const { image } of items) if (image !== null) images.set(image.url, image);
    place = next;
  }
  return [...images.values()].slice(0, limit);
}

import type { Item, ItemPage } from "@assetql/contract";

export const itemKinds = ["products", "variants", "colours", "collections"] as const;
export type ItemKind = (typeof itemKinds)[number];

export interface CatalogueQuery {
  readonly kind: ItemKind;
  /** As people type it into Shopify's own search. */
  readonly search?: string;
  /** Number or global id: only products of this collection, or their variants and colours. */
  readonly collection?: string;
  readonly status?: "active" | "draft" | "archived";
  readonly withoutImage?: boolean;
}

export interface ShopCollection {
  readonly id: string;
  readonly title: string;
  readonly products: number;
  readonly imageUrl: string | null;
}

/** A shop's products as rows that images are made for. */
export interface Catalogue {
  /** A page in an order that does not change while it is paged through. */
  search(query: CatalogueQuery, cursor?: string): Promise<ItemPage>;
  /** In the order of the ids; those that are gone are left out. Above 500 products by a bulk operation. */
  byIds(ids: readonly string[]): Promise<readonly Item[]>;
  /** Every id that a query finds, up to `limit`. Above 500 products by a bulk operation. */
  idsOf(query: CatalogueQuery, limit: number): Promise<readonly string[]>;
  /** What a merchant picked (global ids of products, variants or collections) as ids of items of a kind. */
  idsOfPicked(globalIds: readonly string[], kind: ItemKind): Promise<readonly string[]>;
  collections(
    search: string | undefined,
    cursor?: string,
  ): Promise<{ items: ShopCollection[]; cursor?: string }>;
  /** Of prices, as in `EUR`. */
  currency(): Promise<string>;
  /** Images that the shop shows now, to take a style from: addresses at Shopify's own store of files. */
  imagesOf(query: CatalogueQuery, limit: number): Promise<readonly { url: string; altText: string }[]>;
}

export interface CatalogueSettings {
  /** Above so many products, a bulk operation is cheaper than paging. */
  readonly bulkAbove: number;
  /** Between two looks whether a bulk operation is done; milliseconds. */
  readonly pollMs: number;
}

/** What a shop has. Tests arrange it by hand; ids are the numbers at the end of Shopify's global ids. */
export interface ShopState {
  name: string;
  readonly products: Map<string, ShopProduct>;
  readonly collections: Map<string, FakeCollection>;
  readonly files: Map<string, ShopFile>;
  /** People who may open the app, by id: what an online token tells of them. */
  readonly staff: Map<string, ShopPerson>;
  /** The next id that is given out. */
  nextId: number;
}

export interface ShopPerson {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: string;
}

export interface ShopProduct {
  readonly id: string;
  title: string;
  handle: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  productType: string;
  vendor: string;
  descriptionHtml: string;
  tags: string[];
  /** Ids of files, in order. */
  media: string[];
  options: { readonly name: string; readonly values: string[] }[];
  variants: ShopVariant[];
  metafields: {
    readonly namespace: string;
    readonly key: string;
    readonly value: string;
    readonly type: string;
  }[];
  /** As Shopify keeps times: to the second. */
  updatedAt: string;
}

export interface ShopVariant {
  readonly id: string;
  sku: string | null;
  price: string;
  /** Values of the product's options, in their order. */
  options: string[];
  /** Id of a file of the product. */
  mediaId: string | null;
  updatedAt: string;
}

export interface FakeCollection {
  readonly id: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  productIds: string[];
  image: CollectionImage | null;
  updatedAt: string;
}

export interface CollectionImage {
  readonly id: string;
  url: string;
  altText: string | null;
  width: number;
  height: number;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

export interface ShopFile {
  readonly id: string;
  /** What it is to Shopify: an image, or a file of any kind. */
  readonly kind: "MediaImage" | "GenericFile";
  alt: string;
  fileName: string;
  status: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  /** Why it is FAILED. */
  error: string | null;
  /** Null until it is READY; one of which an update has failed keeps it. */
  url: string | null;
  /** Its content was replaced: it is READY, `image` is null from then on, and its preview is there. */
  isReplaced?: boolean;
  width: number | null;
  height: number | null;
  bytes: Uint8Array;
  mimeType: string;
  createdAt: string;
  updatedAt: string;
}

export function newState(name = "Spike"): ShopState {
  return {
    name,
    products: new Map(),
    collections: new Map(),
    files: new Map(),
    staff: new Map([["1", { id: 1, firstName: "Ada", lastName: "Byron", locale: "en" }]]),
    nextId: 1,
  };
}

/** An id that nothing of the kind has; tests may give ids of their own. */
export function freeId(state: ShopState, taken: ReadonlyMap<string, unknown>): string {
  for (;;) {
    const id = String(state.nextId);
    state.nextId += 1;
    if (!taken.has(id)) return id;
  }
}

export const timeNow = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

export const globalId = (type: string, id: string): string => `gid://shopify/${type}/${id}`;

/** The number of a global id of this type; undefined for an id of another type or none. */
export function numberIn(type: string, id: unknown): string | undefined {
  const prefix = `gid://shopify/${type}/`;
  if (typeof id !== "string" || !id.startsWith(prefix)) return undefined;
  return id.slice(prefix.length).split("?")[0];
}

/** Where a shop's file is read: without `v` it is the same file, as on Shopify. */
export function fileUrl(fileName: string, version: string): string {
  return `https://cdn.shopify.com/s/files/1/0001/0001/files/${encodeURIComponent(fileName)}?v=${Math.floor(Date.parse(version) / 1000)}`;
}

import { picture } from "./picture.ts";
import {
  type FakeCollection,
  fileUrl,
  freeId,
  type ShopFile,
  type ShopProduct,
  type ShopState,
  type ShopVariant,
  timeNow,
} from "./state.ts";

export interface NewFile {
  readonly id?: string;
  readonly alt?: string;
  readonly fileName?: string;
  /** A PNG of 240 × 240 pixels unless told. */
  readonly bytes?: Uint8Array;
  readonly mimeType?: string;
  readonly width?: number;
  readonly height?: number;
  readonly status?: ShopFile["status"];
}

export interface NewVariant {
  readonly id?: string;
  readonly sku?: string | null;
  readonly price?: string;
  readonly options?: readonly string[];
  /** Id of a file, or the place of one of the product's media, from 0. */
  readonly media?: string | number | null;
}

export interface NewProduct {
  readonly id?: string;
  readonly title?: string;
  readonly handle?: string;
  readonly status?: ShopProduct["status"];
  readonly productType?: string;
  readonly vendor?: string;
  readonly descriptionHtml?: string;
  readonly tags?: readonly string[];
  /** New files, or ids of files that there are. */
  readonly media?: readonly (NewFile | string)[];
  readonly options?: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** One for each combination of options unless told. */
  readonly variants?: readonly NewVariant[];
  readonly metafields?: ShopProduct["metafields"];
}

/** A product with its media in the shop. Ids are the numbers at the end of the global ones. */
export function addProduct(state: ShopState, given: NewProduct = {}): ShopProduct {
  const id = given.id ?? freeId(state, state.products);
  const title = given.title ?? `Product ${id}`;
  const handle = given.handle ?? slug(title);
  const media = (given.media ?? []).map((one, index) =>
    typeof one === "string" ? one : addFile(state, { fileName: `${handle}-${index + 1}.png`, ...one }).id,
  );
  const options = (given.options ?? []).map(({ name, values }) => ({ name, values: [...values] }));
  const product: ShopProduct = {
    id,
    title,
    handle,
    status: given.status ?? "ACTIVE",
    productType: given.productType ?? "",
    vendor: given.vendor ?? "Spike",
    descriptionHtml: given.descriptionHtml ?? "",
    tags: [...(given.tags ?? [])],
    media,
    options,
    variants: [],
    metafields: [...(given.metafields ?? [])],
    updatedAt: timeNow(),
  };
  state.products.set(id, product);
  const variants = given.variants ?? combinations(options).map((values) => ({ options: values }));
  for (const variant of variants) product.variants.push(newVariant(state, product, variant));
  return product;
}

function newVariant(state: ShopState, product: ShopProduct, given: NewVariant): ShopVariant {
  const taken = new Map(
    [...state.products.values()].flatMap(({ variants }) => variants.map((one) => [one.id, one])),
  );
  const mediaId = typeof given.media === "number" ? product.media[given.media] : given.media;
  return {
    id: given.id ?? freeId(state, taken),
    sku: given.sku ?? null,
    price: given.price ?? "10.00",
    options: [...(given.options ?? [])],
    mediaId: mediaId ?? null,
    updatedAt: product.updatedAt,
  };
}

const combinations = (options: readonly { readonly values: readonly string[] }[]): readonly string[][] =>
  options.reduce<string[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );

/** An image in the shop's files, READY unless told. */
export function addFile(state: ShopState, given: NewFile = {}): ShopFile {
  const id = given.id ?? freeId(state, state.files);
  const status = given.status ?? "READY";
  const fileName = given.fileName ?? `image-${id}.png`;
  const now = timeNow();
  const file: ShopFile = {
    id,
    kind: "MediaImage",
    alt: given.alt ?? "",
    fileName,
    status,
    error: status === "FAILED" ? "IMAGE_PROCESSING_FAILURE" : null,
    url: status === "READY" ? fileUrl(fileName, now) : null,
    width: status === "READY" ? (given.width ?? 240) : null,
    height: status === "READY" ? (given.height ?? 240) : null,
    bytes: given.bytes ?? picture(Number(id) * 47),
    mimeType: given.mimeType ?? "image/png",
    createdAt: now,
    updatedAt: now,
  };
  state.files.set(id, file);
  return file;
}

export interface NewCollection {
  readonly id?: string;
  readonly title?: string;
  readonly handle?: string;
  readonly descriptionHtml?: string;
  readonly products?: readonly (string | ShopProduct)[];
  readonly image?: {
    readonly altText?: string | null;
    readonly bytes?: Uint8Array;
    readonly mimeType?: string;
  } | null;
}

export function addCollection(state: ShopState, given: NewCollection = {}): FakeCollection {
  const id = given.id ?? freeId(state, state.collections);
  const title = given.title ?? `Collection ${id}`;
  const handle = given.handle ?? slug(title);
  const imageId = freeId(state, state.collections);
  const collection: FakeCollection = {
    id,
    title,
    handle,
    descriptionHtml: given.descriptionHtml ?? "",
    productIds: (given.products ?? []).map((one) => (typeof one === "string" ? one : one.id)),
    image:
      given.image === null || given.image === undefined
        ? null
        : {
            id: imageId,
            url: `https://cdn.shopify.com/s/files/1/0001/0001/collections/${imageId}-${handle}.png?v=1`,
            altText: given.image.altText ?? null,
            width: 240,
            height: 240,
            bytes: given.image.bytes ?? picture(Number(imageId) * 47),
            mimeType: given.image.mimeType ?? "image/png",
          },
    updatedAt: timeNow(),
  };
  state.collections.set(id, collection);
  return collection;
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");

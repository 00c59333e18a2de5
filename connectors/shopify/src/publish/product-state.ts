import type { ShopClient } from "../client/shop-client.ts";
import { globalId, numberOf } from "../item-id.ts";
import { moreShownMedia, moreShownVariants, type ShownMedia, shownProducts } from "../operations/showing.ts";
import type { ShopConnection } from "./connection.ts";
import type { Desk, Turn } from "./desk.ts";
import { filesByNumber, isBroken } from "./find-files.ts";
import { mediaOf } from "./media-id.ts";
import type { NumberOf } from "./media-order.ts";
import { ourNameIn } from "./names.ts";

/** What a product shows at one moment. Media and variants by number. */
export interface ProductState {
  /** In order. */
  readonly media: readonly string[];
  /** `k` of what is ours; undefined for the media of others. */
  readonly numberOf: NumberOf;
  /** Of what the work at hand publishes. */
  readonly turnOf: (media: string) => Turn | undefined;
  /** The media of the variants that were asked for; null for none. */
  readonly variants: ReadonlyMap<string, string | null>;
  /** The options of the variants, where all were asked for. */
  readonly optionsOf: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The values of each option in the merchant's order, where all variants were asked for. */
  readonly valuesOf: ReadonlyMap<string, readonly string[]>;
}

/** Which of a product's variants are to be read. */
export type VariantsAsked = "none" | "all" | readonly string[];

export interface VariantsSeen {
  readonly images: ReadonlyMap<string, string | null>;
  readonly options: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Undefined when the product is gone. */
export async function readProduct(
  { client, desk }: ShopConnection,
  product: string,
  asked: VariantsAsked,
): Promise<ProductState | undefined> {
  const media = await readOrder(client, desk, product);
  if (media === undefined) return undefined;
  const variants = await readVariants(client, desk, { product, asked });
  if (variants === undefined) return undefined;
  await learnNames(client, desk, media);
  return {
    media,
    numberOf: (id) => desk.names.get(id)?.number,
    turnOf: (id) => desk.turns.get(id),
    variants: variants.images,
    optionsOf: variants.options,
    valuesOf: variants.values,
  };
}

async function readOrder(
  client: ShopClient,
  desk: Desk,
  product: string,
): Promise<readonly string[] | undefined> {
  const outcome = await desk.mediaOrder(client, product);
  const order = "value" in outcome ? outcome.value : undefined;
  if (order === undefined || order.isWhole) return order?.media;
  // More than a page: it is read whole, though Shopify says that there are no more than 250.
  return (await readMedia(client, [product])).get(product)?.map(({ id }) => mediaOf(id));
}

/** Names of images that were not looked at before, so that ours are known among them. */
async function learnNames(client: ShopClient, desk: Desk, media: readonly string[]): Promise<void> {
  const unknown = media.filter((id) => /^\d+$/.test(id) && !desk.names.has(id));
  const files = await filesByNumber(client, unknown);
  for (const file of files.values()) {
    // Without an address nobody can say yet whose it is.
    if (file.url !== undefined || isBroken(file)) desk.names.set(file.number, file.name ?? null);
  }
}

async function readVariants(
  client: ShopClient,
  desk: Desk,
  { product, asked }: { readonly product: string; readonly asked: VariantsAsked },
): Promise<VariantsSeen | undefined> {
  if (asked === "all") return readAllVariants(client, desk, product);
  const images = new Map<string, string | null>();
  const unknown = { options: new Map(), values: new Map() };
  if (asked === "none") return { images, ...unknown };
  const seen = await Promise.all(asked.map((variant) => desk.variantImage(client, variant)));
  for (const [index, variant] of asked.entries()) {
    const outcome = seen[index];
    const image = outcome !== undefined && "value" in outcome ? outcome.value : undefined;
    if (image !== undefined) images.set(variant, image);
  }
  return { images, ...unknown };
}

/** Page by page, up to 2,048; the first together with other products'. Undefined when the product is gone. */
export async function readAllVariants(
  client: ShopClient,
  desk: Desk,
  product: string,
): Promise<VariantsSeen | undefined> {
  const outcome = await desk.variants(client, product);
  const first = "value" in outcome ? outcome.value : undefined;
  if (first === undefined) return undefined;
  const nodes = [...first.variants.nodes];
  for (let { pageInfo } = first.variants; pageInfo.hasNextPage && pageInfo.endCursor !== null; ) {
    const more = await client.call(moreShownVariants, { id: first.id, after: pageInfo.endCursor });
    if (more.product === null) return undefined;
    nodes.push(...more.product.variants.nodes);
    pageInfo = more.product.variants.pageInfo;
  }
  return {
    images: new Map(nodes.map(({ id, media }) => [numberOf(id), mediaIn(media.nodes)])),
    options: new Map(
      nodes.map(({ id, selectedOptions }) => [
        numberOf(id),
        new Map(selectedOptions.map(({ name, value }) => [name, value])),
      ]),
    ),
    values: new Map(
      first.options.map(({ name, optionValues }) => [name, optionValues.map((value) => value.name)]),
    ),
  };
}

const mediaIn = ([shown]: readonly { readonly id: string }[]): string | null =>
  shown === undefined ? null : mediaOf(shown.id);

/** Products whose media are read in one call, to stay below 500 points. */
const PRODUCTS_AT_ONCE = 25;

/** The media of products in order, by the product's number. Products that are gone are left out. */
export async function readMedia(
  client: ShopClient,
  products: readonly string[],
): Promise<ReadonlyMap<string, readonly ShownMedia[]>> {
  const found = new Map<string, readonly ShownMedia[]>();
  const wanted = [...new Set(products)];
  for (let at = 0; at < wanted.length; at += PRODUCTS_AT_ONCE) {
    const ids = wanted.slice(at, at + PRODUCTS_AT_ONCE).map((product) => globalId("Product", product));
    const { nodes } = await client.call(shownProducts, { ids });
    for (const node of nodes) {
      if (!node) continue;
      const { hasNextPage, endCursor } = node.media.pageInfo;
      const more = hasNextPage && endCursor !== null ? await readRest(client, node.id, endCursor) : [];
      found.set(numberOf(node.id), [...node.media.nodes, ...more]);
    }
  }
  return withPreviews(client, found);
}

/** Images that have no address of their own get that of their preview, by which ours are known. */
async function withPreviews(
  client: ShopClient,
  media: ReadonlyMap<string, readonly ShownMedia[]>,
): Promise<ReadonlyMap<string, readonly ShownMedia[]>> {
  const nameless = [...media.values()].flat().filter(({ fileStatus, image }) => fileStatus && !image);
  const files = await filesByNumber(
    client,
    nameless.map(({ id }) => numberOf(id)),
  );
  const named = (one: ShownMedia): ShownMedia => {
    const url = nameless.includes(one) ? files.get(numberOf(one.id))?.url : undefined;
    return url === undefined ? one : { ...one, image: { url } };
  };
  return new Map([...media].map(([product, shown]) => [product, shown.map(named)]));
}

async function readRest(client: ShopClient, id: string, cursor: string): Promise<readonly ShownMedia[]> {
  const rest: ShownMedia[] = [];
  for (let after: string | null = cursor; after !== null; ) {
    const { product }: { product: { media: MediaPage } | null } = await client.call(moreShownMedia, {
      id,
      after,
    });
    rest.push(...(product?.media.nodes ?? []));
    after = product?.media.pageInfo.hasNextPage === true ? product.media.pageInfo.endCursor : null;
  }
  return rest;
}

interface MediaPage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly ShownMedia[];
}

/** Notes whose they are, for when only their order is read. */
export function noteNames(desk: Desk, media: readonly ShownMedia[]): void {
  for (const { id, image, fileStatus } of media) {
    if (image) desk.names.set(mediaOf(id), ourNameIn(image.url) ?? null);
    else if (fileStatus === "FAILED") desk.names.set(mediaOf(id), null);
  }
}

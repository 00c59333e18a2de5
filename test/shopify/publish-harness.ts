import { setTimeout as wait } from "node:timers/promises";
import { CONFORMANCE_TARGET, type ConnectorHarness } from "@assetql/connector-sdk/conformance";
import { targetIdSchema } from "@assetql/contract";
import { createShopifyConnector } from "@assetql/shopify";
import sharp from "sharp";
import {
  addCollection,
  addProduct,
  type FakeShopify,
  type ShopFile,
  type ShopProduct,
  startShopify,
} from "../support/shopify/index.ts";
import type { CollectionImage } from "../support/shopify/state.ts";

/** As quick as the fake is. */
export const patience = { processingMs: 60_000, firstPauseMs: 2, longestPauseMs: 10 };

const connector = createShopifyConnector({ patience });
const OURS = /-(?<asset>aq[0-9a-z]{8}n\d+)v\d+(?:w\d+)?\.[a-z]+$/;
const ITEMS = 6;
const JOB_MS = 1;

export type Kind = "product" | "colour" | "variant" | "collection";

export interface HarnessOptions {
  readonly kind: Kind;
  readonly settings?: Readonly<Record<string, string>>;
  readonly editable: readonly string[];
  readonly sample?: Pick<ConnectorHarness, "placesPerCheck" | "random">;
}

/** A shop with six products, variants, colours or collections, and the fake's points as many as one likes. */
export function shopHarness({ kind, settings = {}, editable, sample = {} }: HarnessOptions) {
  let shopify: FakeShopify | undefined;
  let token = "";
  const current = (): FakeShopify => {
    if (shopify === undefined) throw new Error("The harness was not reset");
    return shopify;
  };
  const hand = editorOf(current, kind);
  const harness: ConnectorHarness = {
    connector: {
      ...connector,
      manifest: {
        ...connector.manifest,
        pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: 50 },
      },
    },
    config: () => ({ shop: current().shop, format: "png", ...settings }),
    credentials: () => ({ accessToken: token }),
    // Each call goes to the fake that `reset` has made last.
    door: { fetch: (...given) => current().door.fetch(...given) },
    async reset() {
      await shopify?.stop();
      shopify = await startShopify({
        restoreRate: 1_000_000,
        bucket: 1_000_000,
        processingMs: 1,
        jobMs: JOB_MS,
      });
      token = shopify.issueToken().token;
      arrange(shopify);
    },
    asset: (made, n) => ({
      ...made,
      item: { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId: itemOf(kind, n) },
    }),
    image: async (asset) => pictureOf(asset.row * 40 + asset.version),
    countRemote: async () => countImages([...current().state.files.values()]),
    editable,
    editRemotely: hand.edit,
    removeRemotely: hand.remove,
    failNext: (fault) =>
      void current().faults.push({ kind: fault === "rate-limited" ? "throttled" : "unavailable" }),
    makesAnew: true,
    items: Array.from({ length: ITEMS }, (_, index) => ({ id: `product/${index + 1}` })),
    ...sample,
  };
  return { harness, current, stop: async () => shopify?.stop() };
}

function itemOf(kind: Kind, n: number): string {
  switch (kind) {
    case "product":
      return `product/${n}`;
    case "variant":
      return `variant/${n}/${n}1`;
    case "colour":
      return `colour/${n}/Color=Red`;
    case "collection":
      return `collection/${n}`;
  }
}

function arrange({ state }: FakeShopify): void {
  for (let n = 1; n <= ITEMS; n += 1) {
    const id = String(n);
    addProduct(state, {
      id,
      title: `Mug ${id}`,
      media: [1, 2, 3, 4, 5, 6].map((k) => ({ id: `${id}0${k}`, alt: `View ${k}` })),
      options: [{ name: "Color", values: ["Red", "Blue"] }],
      variants: [
        { id: `${id}1`, options: ["Red"], media: 1 },
        { id: `${id}2`, options: ["Blue"], media: 0 },
        { id: `${id}3`, options: ["Red"] },
      ],
    });
    addCollection(state, { id, title: `Collection ${id}`, image: n % 2 === 0 ? null : {} });
  }
}

/** Versions of one image count as one: the former ones stay in the shop's files, for undo. */
const countImages = (files: readonly ShopFile[]): number =>
  new Set(
    files.flatMap(({ fileName }) =>
      /aqb[0-9a-z]{8}\./.test(fileName) ? [] : (OURS.exec(fileName)?.groups?.asset ?? fileName),
    ),
  ).size;

const assetIn = (remoteId: string): string => /^aq[0-9a-z]{8}n\d+/.exec(remoteId)?.[0] ?? remoteId;

/** What an editor does in Shopify admin. */
function editorOf(current: () => FakeShopify, kind: Kind) {
  const fileOf = (remoteId: string): ShopFile => {
    const asset = assetIn(remoteId);
    const files = [...current().state.files.values()]
      .filter(({ fileName }) => fileName.includes(asset))
      .toSorted((one, other) => Number(other.id) - Number(one.id));
    const shown = files
      .filter(({ id }) => productWith(id) !== undefined)
      .toSorted((one, other) => placeOf(one.id) - placeOf(other.id))[0];
    const found = shown ?? files.find(({ id }) => remoteId.split("/")[1] === id) ?? files[0];
    if (found === undefined) throw new Error(`There is no file of ${remoteId}`);
    return found;
  };
  const productWith = (id: string): ShopProduct | undefined =>
    [...current().state.products.values()].find(({ media }) => media.includes(id));
  const placeOf = (id: string): number => productWith(id)?.media.indexOf(id) ?? 0;
  const imageShowing = (remoteId: string): CollectionImage | undefined =>
    [...current().state.collections.values()]
      .map(({ image }) => image)
      .find((image) => image?.url.includes(assetIn(remoteId))) ?? undefined;
  let edits = 0;
  return {
    async edit(remoteId: string, field: string): Promise<void> {
      // A job that was begun before has a shorter timer, and is over when this one fires.
      await wait(JOB_MS + 1);
      edits += 1;
      const file = fileOf(remoteId);
      const product = productWith(file.id);
      const image = kind === "collection" ? imageShowing(remoteId) : undefined;
      if (field === "altText") writeAlt(image, file, `By hand ${edits}`);
      if (field === "place" && product !== undefined) moveBehind(product, file.id);
      if (field === "collectionImage" && image !== undefined) {
        image.url = image.url.replace(/[^/]+$/, `by-hand-${edits}.png?v=1`);
      }
    },
    async remove(remoteId: string): Promise<void> {
      const { state } = current();
      const asset = assetIn(remoteId);
      for (const file of [...state.files.values()]) {
        if (!file.fileName.includes(asset)) continue;
        state.files.delete(file.id);
        for (const product of state.products.values()) {
          product.media = product.media.filter((id) => id !== file.id);
          for (const variant of product.variants) if (variant.mediaId === file.id) variant.mediaId = null;
        }
      }
    },
  };
}

function writeAlt(image: CollectionImage | undefined, file: ShopFile, text: string): void {
  if (image === undefined) file.alt = text;
  else image.altText = text;
}

/** Behind one more of the others, or before one where it is the last. */
function moveBehind(product: ShopProduct, id: string): void {
  const at = product.media.indexOf(id);
  const isLast = at === product.media.length - 1;
  product.media = product.media.filter((each) => each !== id).toSpliced(isLast ? at - 1 : at + 1, 0, id);
}

const pictures = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

/** A small PNG of one colour. */
export function pictureOf(shade: number): Promise<Uint8Array<ArrayBuffer>> {
  const create = {
    width: 16,
    height: 16,
    channels: 3 as const,
    background: { r: shade % 256, g: (shade * 7) % 256, b: (shade * 13) % 256 },
  };
  const made =
    pictures.get(shade) ??
    sharp({ create })
      .png()
      .toBuffer()
      .then((bytes) => new Uint8Array(bytes));
  pictures.set(shade, made);
  return made;
}

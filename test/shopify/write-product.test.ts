import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { globalId } from "../../connectors/shopify/src/item-id.ts";
import type { ShopConnection } from "../../connectors/shopify/src/publish/connection.ts";
import { deskOf } from "../../connectors/shopify/src/publish/desk.ts";
import type { Patience } from "../../connectors/shopify/src/publish/patience.ts";
import { type ProductState, readProduct } from "../../connectors/shopify/src/publish/product-state.ts";
import { writeProduct } from "../../connectors/shopify/src/publish/write-product.ts";
import {
  addFile,
  addProduct,
  type FakeShopify,
  type ShopifyOptions,
  type ShopProduct,
  startShopify,
} from "../support/shopify/index.ts";
import { clientFor } from "./client-for.ts";
import { patience } from "./publish-harness.ts";

let shopify: FakeShopify;
let shop: ShopConnection;
let mug: ShopProduct;
const { signal } = new AbortController();
const imageId = (id: string) => globalId("MediaImage", id);

beforeEach(() => open());
afterEach(() => shopify.stop());

async function open(options: ShopifyOptions = {}, given: Patience = patience): Promise<void> {
  shopify = await startShopify({ bucket: 1_000_000, restoreRate: 1_000_000, jobMs: 1, ...options });
  const own = new AbortController();
  shop = {
    client: clientFor(shopify),
    desk: deskOf({ signal: own.signal, now: Date.now }, given),
    patience: given,
  };
  mug = addProduct(shopify.state, {
    id: "1",
    media: [{ id: "101" }, { id: "102" }],
    variants: [
      { id: "11", media: 0 },
      { id: "12", media: 0 },
      { id: "13", media: 0 },
    ],
  });
}

async function seen(): Promise<ProductState> {
  const now = await readProduct(shop, "1", "all");
  if (now === undefined) throw new Error("There is no product");
  return now;
}

const write = (now: ProductState, wanted: Partial<ProductState>) =>
  writeProduct(shop, { product: "1", now, wanted: { ...now, ...wanted }, signal });

describe("variants that are to show nothing", () => {
  it("are emptied, though somebody has emptied some of them meanwhile", async () => {
    const now = await seen();
    const [, second] = mug.variants;
    if (second) second.mediaId = null;
    await write(now, { variants: new Map([...now.variants.keys()].map((id) => [id, null])) });
    expect(mug.variants.map(({ mediaId }) => mediaId)).toEqual([null, null, null]);
  });
});

describe("a job that never ends", () => {
  beforeEach(async () => {
    await shopify.stop();
    await open({ jobMs: 2 ** 30 }, { ...patience, processingMs: 0 });
  });

  it("is given up with a problem that is retried, when the order is not as wanted", async () => {
    const writing = write(await seen(), { media: ["102", "101"] });
    await expect(writing).rejects.toMatchObject({ code: "timed-out" });
  });

  it("is done, when the order is as wanted", async () => {
    const now = await seen();
    mug.media.reverse();
    await write(now, { media: ["102", "101"] });
    expect(shopify.calls.map(({ name }) => name).slice(-2)).toEqual(["JobById", "MediaOrders"]);
  });
});

describe("several media that are added", () => {
  it("are not left where they are when Shopify does not show one of them yet", async () => {
    addFile(shopify.state, { id: "201" });
    addFile(shopify.state, { id: "202" });
    const now = await seen();
    const wanted = { media: ["201", "202", "101", "102"] };
    shopify.faults.push({ operation: "MediaOrders", kind: "late" });
    await expect(write(now, wanted)).rejects.toMatchObject({ code: "unavailable" });
    await write(await seen(), wanted);
    expect(mug.media).toEqual(wanted.media);
  });
});

describe("a file that several changes are about at the same time", () => {
  const bowl = () => addProduct(shopify.state, { id: "2", media: ["101"] });

  it("is taken off two products in two calls", async () => {
    const other = bowl();
    const outcomes = await Promise.all(
      ["1", "2"].map((id) =>
        shop.desk.updateFile(shop.client, {
          id: imageId("101"),
          referencesToRemove: [globalId("Product", id)],
        }),
      ),
    );
    expect(outcomes).toEqual([{ value: null }, { value: null }]);
    expect([mug.media, other.media]).toEqual([["102"], []]);
    expect(shopify.calls.map(({ variables }) => (variables.files as unknown[]).length)).toEqual([1, 1]);
  });

  it("is deleted once", async () => {
    const outcomes = await Promise.all(
      ["101", "101", "102"].map((file) => shop.desk.deleteFile(shop.client, file)),
    );
    expect(outcomes).toEqual([{ value: null }, { value: null }, { value: null }]);
    expect(shopify.calls.map(({ variables }) => variables.fileIds)).toEqual([
      [imageId("101"), imageId("102")],
    ]);
  });
});

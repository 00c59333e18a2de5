import type { Context } from "@assetql/connector-sdk";
import { shopifyConfigSchema } from "@assetql/shopify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listShopItems } from "../../connectors/shopify/src/catalogue/list-shop-items.ts";
import { clientOf } from "../../connectors/shopify/src/client/client-of.ts";
import { shopName } from "../../connectors/shopify/src/operations/shop.ts";
import type { ShopifyConfig, ShopifyCredentials } from "../../connectors/shopify/src/settings.ts";
import { addCollection, addProduct, type FakeShopify, startShopify } from "../support/shopify/index.ts";
import { fetchOf } from "./client-for.ts";

let shopify: FakeShopify;
let context: Context<ShopifyConfig, ShopifyCredentials>;
let token: string;
const renewals: boolean[] = [];

beforeEach(async () => {
  shopify = await startShopify();
  ({ token } = shopify.issueToken());
  renewals.length = 0;
  context = {
    targetId: "target",
    config: shopifyConfigSchema.parse({ shop: shopify.shop }),
    async credentials({ anew = false } = {}) {
      if (anew) {
        renewals.push(anew);
        ({ token } = shopify.issueToken());
      }
      return { accessToken: token };
    },
    signal: new AbortController().signal,
    log: () => undefined,
    now: Date.now,
    fetch: (url, init = {}) => fetchOf(shopify)(String(url), init),
    paced: (call) => call(),
    slowDown: () => undefined,
  };
});
afterEach(() => shopify.stop());

describe("a host's items of a shop", () => {
  it("are products unless the query names another kind", async () => {
    const { id, variants } = addProduct(shopify.state, {
      title: "Mug",
      options: [{ name: "Colour", values: ["Red"] }],
    });
    addCollection(shopify.state, { id: "5" });
    const ids = async (kind?: string) => {
      const { items } = await listShopItems(context, kind === undefined ? {} : { kind }, undefined);
      return items.map((item) => item.id);
    };
    expect(await ids()).toEqual([`product/${id}`]);
    expect(await ids("variants")).toEqual([`variant/${id}/${variants[0]?.id}`]);
    expect(await ids("colour")).toEqual([`colour/${id}/Colour=Red`]);
    expect(await ids("collections")).toEqual(["collection/5"]);
    await expect(ids("posts")).rejects.toMatchObject({ code: "config-invalid" });
  });

  it("are paged, and narrowed by what the query says", async () => {
    for (let index = 0; index < 30; index += 1) addProduct(shopify.state, { title: `Mug ${index}` });
    const draft = addProduct(shopify.state, { title: "Plate", status: "DRAFT", media: [{}] });
    const collection = addCollection(shopify.state, { products: [draft] });
    draft.updatedAt = "2030-01-01T00:00:00Z";
    const first = await listShopItems(context, { search: "mug" }, undefined);
    const second = await listShopItems(context, { search: "mug" }, first.cursor);
    expect(first.items.length + second.items.length).toBe(30);
    const titles = async (query: Parameters<typeof listShopItems>[1]) =>
      (await listShopItems(context, query, undefined)).items.map(({ title }) => title);
    expect(await titles({ filters: { status: "DRAFT" } })).toEqual(["Plate"]);
    expect(await titles({ filters: { collection: collection.id } })).toEqual(["Plate"]);
    expect(await titles({ filters: { collection: collection.id }, withoutImage: true })).toEqual([]);
    expect(await titles({ changedSince: Date.parse("2029-06-01") })).toEqual(["Plate"]);
    await expect(titles({ filters: { colour: "red" } })).rejects.toMatchObject({ code: "config-invalid" });
    await expect(titles({ filters: { status: "gone" } })).rejects.toMatchObject({ code: "config-invalid" });
  });

  it("are those of the ids, in their order", async () => {
    const mug = addProduct(shopify.state, { title: "Mug" });
    const plate = addProduct(shopify.state, { title: "Plate", media: [{}] });
    const ids = [`product/${plate.id}`, "product/999", `product/${mug.id}`];
    const titles = async (query: Parameters<typeof listShopItems>[1]) =>
      (await listShopItems(context, { ids, ...query }, undefined)).items.map(({ title }) => title);
    expect(await titles({})).toEqual(["Plate", "Mug"]);
    expect(await titles({ withoutImage: true })).toEqual(["Mug"]);
    expect(await titles({ changedSince: Date.parse("2999-01-01") })).toEqual([]);
  });
});

describe("the client of a piece of work", () => {
  it("is one for all of its changes, so that a token is renewed once", async () => {
    shopify.expireToken(token);
    const changes = Array.from({ length: 10 }, () => ({ ...context }));
    await Promise.all(changes.map((change) => clientOf(change).call(shopName, {})));
    expect(renewals).toEqual([true]);
    expect(new Set(changes.map((change) => clientOf(change))).size).toBe(1);
  });

  it("is another one for another shop, or when the work is another", () => {
    const client = clientOf(context);
    expect(clientOf({ ...context, config: { ...context.config, shop: "other.myshopify.com" } })).not.toBe(
      client,
    );
    expect(clientOf({ ...context, signal: new AbortController().signal })).not.toBe(client);
  });
});

import { ConnectorError } from "@assetql/connector-sdk";
import { type CatalogueQuery, createCatalogue, type ItemKind } from "@assetql/shopify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runBulkQuery } from "../../connectors/shopify/src/operations/bulk.ts";
import { addProduct, type FakeShopify, startShopify } from "../support/shopify/index.ts";
import { clientFor, type Fetch, fetchOf } from "./client-for.ts";

let shopify: FakeShopify;

afterEach(() => shopify.stop());

const kinds = ["products", "variants", "colours"] as const satisfies readonly ItemKind[];

async function startShop(jobMs = 20): Promise<void> {
  shopify = await startShopify({ restoreRate: 100_000, bucket: 100_000, jobMs });
}

function addProducts(count: number): void {
  for (let index = 0; index < count; index += 1) {
    const isColoured = index % 10 === 0;
    addProduct(shopify.state, {
      title: `Tasse ${index} – für „Kaffee“ ☕`,
      ...(index % 50 === 0 && { media: [{ alt: "Größe" }] }),
      ...(isColoured && { options: [{ name: "Farbe", values: ["Rot", "Blau"] }] }),
      ...(isColoured && {
        variants: [
          { options: ["Rot"], sku: `T-${index}-R`, ...(index % 50 === 0 && { media: 0 }) },
          { options: ["Blau"], sku: `T-${index}-B` },
        ],
      }),
      metafields: [
        { namespace: "custom", key: "material", type: "single_line_text_field", value: `Ton ${index}` },
      ],
    });
  }
}

/** By bulk operation above ten products; what `alter` gives back is answered instead. */
function bulky(
  alter: (sent: string, answer: () => Promise<Response>) => Promise<Response> = (_, answer) => answer(),
) {
  const fetch = fetchOf(shopify);
  const altered: Fetch = (url, init) => alter(`${url} ${String(init.body ?? "")}`, () => fetch(url, init));
  return createCatalogue(clientFor(shopify, { fetch: altered }), { bulkAbove: 10, pollMs: 5 });
}

/** As many as a shop may have under way, by whomever. */
async function fillBulkOperations(): Promise<void> {
  const client = clientFor(shopify);
  for (;;) {
    const query = "{ products { edges { node { id } } } }";
    const { bulkOperationRunQuery: answer } = await client.call(runBulkQuery, { query });
    if (answer?.bulkOperation === null) return;
  }
}

const paged = () => createCatalogue(clientFor(shopify), { bulkAbove: 1_000_000 });

const asked = (name: string): number => shopify.calls.filter((call) => call.name === name).length;

const productIds = (): string[] => [...shopify.state.products.keys()].map((id) => `product/${id}`);

describe("more than 500 products", () => {
  beforeEach(async () => {
    await startShop();
    addProducts(620);
  });

  it.each(kinds)("are read by a bulk operation, and the %s are those that pages give", async (kind) => {
    const query: CatalogueQuery = { kind };
    const catalogue = createCatalogue(clientFor(shopify), { pollMs: 5 });
    const ids = await catalogue.idsOf(query, 5_000);
    const items = await catalogue.byIds(ids);
    const isMany = kind !== "colours";
    expect(asked("RunBulkQuery")).toBe(isMany ? 2 : 1);
    if (isMany) expect(asked("SearchProducts")).toBe(0);
    expect(await paged().idsOf(query, 5_000)).toEqual(ids);
    expect(await paged().byIds(ids)).toEqual(items);
    expect(ids).toHaveLength({ products: 620, variants: 682, colours: 124 }[kind]);
  });

  it("that have no image are told by it, too", async () => {
    const query: CatalogueQuery = { kind: "variants", withoutImage: true, search: "tasse" };
    const ids = await createCatalogue(clientFor(shopify), { pollMs: 5 }).idsOf(query, 5_000);
    expect(asked("RunBulkQuery")).toBe(1);
    expect(ids).toHaveLength(682 - 13);
    expect(await createCatalogue(clientFor(shopify), { pollMs: 5 }).idsOf(query, 600)).toEqual(
      ids.slice(0, 600),
    );
  });

  it("cost next to no points", async () => {
    await createCatalogue(clientFor(shopify), { pollMs: 5 }).byIds(productIds());
    const points = shopify.calls.reduce((sum, { actualCost }) => sum + actualCost, 0);
    expect(points).toBeLessThan(200);
  });
});

describe("a few products", () => {
  it("are paged, as a bulk operation takes longer", async () => {
    await startShop();
    addProducts(30);
    const catalogue = createCatalogue(clientFor(shopify));
    expect(await catalogue.idsOf({ kind: "products" }, 5_000)).toHaveLength(30);
    expect(await catalogue.byIds(productIds())).toHaveLength(30);
    expect(asked("RunBulkQuery")).toBe(0);
  });
});

describe("a bulk operation", () => {
  beforeEach(async () => {
    await startShop();
    addProducts(30);
  });

  const isLook = (sent: string): boolean => sent.includes("query BulkOperationById");
  const isDownload = (sent: string): boolean => sent.includes(".jsonl");

  /** As Shopify tells of an operation that came to nothing. */
  const ended = (status: string, errorCode: string | null) =>
    Response.json({
      data: {
        bulkOperation: {
          id: "gid://shopify/BulkOperation/1",
          status,
          errorCode,
          objectCount: "3",
          url: null,
        },
      },
    });

  it("that cannot begin, as another one of the shop is under way, is done without", async () => {
    await shopify.stop();
    await startShop(600_000);
    addProducts(30);
    await fillBulkOperations();
    expect(await bulky().byIds(productIds())).toHaveLength(30);
    expect(await bulky().idsOf({ kind: "variants" }, 1_000)).toHaveLength(33);
  });

  it.each([
    ["FAILED", "INTERNAL_SERVER_ERROR"],
    ["FAILED", "TIMEOUT"],
    ["CANCELED", null],
    ["EXPIRED", null],
  ])(
    "that ends as %s (%s) is done without, and its partial data is left alone",
    async (status, errorCode) => {
      const catalogue = bulky(async (sent, answer) => (isLook(sent) ? ended(status, errorCode) : answer()));
      expect(await catalogue.byIds(productIds())).toEqual(await paged().byIds(productIds()));
      expect(asked("RunBulkQuery")).toBe(1);
    },
  );

  it("that Shopify has forgotten is done without", async () => {
    const gone = Response.json({ data: { bulkOperation: null } });
    const catalogue = bulky(async (sent, answer) => (isLook(sent) ? gone.clone() : answer()));
    expect(await catalogue.byIds(productIds())).toHaveLength(30);
  });

  it("that may not read products says so", async () => {
    const catalogue = bulky(async (sent, answer) =>
      isLook(sent) ? ended("FAILED", "ACCESS_DENIED") : answer(),
    );
    await expect(catalogue.byIds(productIds())).rejects.toMatchObject({ code: "permission-denied" });
  });

  it("is waited for when a look at it fails in passing", async () => {
    shopify.faults.push(
      { operation: "BulkOperationById", kind: "unavailable" },
      { operation: "BulkOperationById", kind: "lost" },
      { operation: "BulkOperationById", kind: "throttled" },
    );
    expect(await bulky().byIds(productIds())).toHaveLength(30);
    expect(asked("SearchProducts")).toBe(0);
  });

  it("is given up when Shopify does not answer at all", async () => {
    for (let index = 0; index < 5; index += 1) {
      shopify.faults.push({ operation: "BulkOperationById", kind: "unavailable" });
    }
    await expect(bulky().byIds(productIds())).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is read as it comes, wherever its text is cut into pieces", async () => {
    const whole = await paged().byIds(productIds());
    const catalogue = bulky(async (sent, answer) => {
      const response = await answer();
      return isDownload(sent) ? new Response(inPieces(await response.bytes(), 7)) : response;
    });
    expect(await catalogue.byIds(productIds())).toEqual(whole);
    expect(asked("ProductsById")).toBe(0);
  });

  it.each([
    ["ends in the middle of a line", (text: string) => text.slice(0, text.length / 2)],
    ["has lost lines", (text: string) => text.split("\n").slice(0, 20).join("\n")],
    ["is none of Shopify's", () => "<html>Not now</html>"],
  ])("whose answer %s is read again, and then done without", async (_what, cut) => {
    const whole = await paged().byIds(productIds());
    for (const failures of [1, 2]) {
      let downloads = 0;
      const catalogue = bulky(async (sent, answer) => {
        const response = await answer();
        if (!isDownload(sent)) return response;
        downloads += 1;
        return downloads > failures ? response : new Response(cut(await response.text()));
      });
      expect(await catalogue.byIds(productIds())).toEqual(whole);
      expect(downloads).toBe(2);
    }
  });

  it("whose answer breaks off, or is no longer there, is read again, and then done without", async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new TypeError("terminated")),
    });
    const answers = [new Response(broken), new Response("Gone", { status: 404 })];
    const catalogue = bulky(async (sent, answer) =>
      isDownload(sent) ? (answers.shift() ?? answer()) : answer(),
    );
    expect(await catalogue.byIds(productIds())).toHaveLength(30);
    expect(answers).toEqual([]);
  });

  it("sends no token with what it fetches from Shopify's store of files", async () => {
    const { token } = shopify.issueToken();
    const fetch = fetchOf(shopify);
    const sent: string[] = [];
    const watched: Fetch = (url, init) => {
      if (url.includes(".jsonl")) sent.push(JSON.stringify(init));
      return fetch(url, init);
    };
    const client = clientFor(shopify, { fetch: watched, accessToken: async () => token });
    await createCatalogue(client, { bulkAbove: 10, pollMs: 5 }).byIds(productIds());
    expect(sent).toHaveLength(1);
    expect(sent.join()).not.toContain(token);
  });

  it("is no longer waited for when the work is stopped", async () => {
    await shopify.stop();
    await startShop(600_000);
    addProducts(30);
    const stop = new AbortController();
    const fetch = fetchOf(shopify);
    const stopping: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      if (isLook(String(init.body))) queueMicrotask(() => stop.abort(new Error("stopped")));
      return response;
    };
    const client = clientFor(shopify, { fetch: stopping, signal: stop.signal });
    const reading = createCatalogue(client, { bulkAbove: 10, pollMs: 5 }).byIds(productIds());
    await expect(reading).rejects.toThrow("stopped");
    await expect(reading).rejects.not.toBeInstanceOf(ConnectorError);
  });

  it("finds nothing where there is nothing", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `product/${9_000 + index}`);
    expect(await bulky().byIds(ids)).toEqual([]);
    expect(asked("RunBulkQuery")).toBe(1);
    expect(asked("SearchProducts")).toBe(0);
  });
});

function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

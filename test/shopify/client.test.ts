import { ConnectorError } from "@assetql/connector-sdk";
import { createPoints, createShopClient, SHOPIFY_API_VERSION, type ShopClient } from "@assetql/shopify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { operation } from "../../connectors/shopify/src/client/operation.ts";
import { searchProducts } from "../../connectors/shopify/src/operations/products.ts";
import { shopName } from "../../connectors/shopify/src/operations/shop.ts";
import { addProduct, type FakeShopify, startShopify } from "../support/shopify/index.ts";
import { clientFor, type Fetch, fetchOf, outcomesOf } from "./client-for.ts";

let shopify: FakeShopify;

beforeEach(async () => {
  shopify = await startShopify();
});
afterEach(() => shopify.stop());

const page = { first: 25, after: null, query: null, variantsFirst: 1 };

const problemOf = async (call: Promise<unknown>): Promise<ConnectorError> => {
  const error = await call.catch((reason: unknown) => reason);
  if (error instanceof ConnectorError) return error;
  throw new Error("No ConnectorError was thrown", { cause: error });
};

/** A shop that answers like this, whatever it is asked. */
const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Fetch =>
  async () =>
    new Response(body, { status, headers });

describe("calls", () => {
  it("ask the version of the Admin API that the connector names, and read what the schema says", async () => {
    shopify.state.name = "Ada's mugs";
    expect(await clientFor(shopify).call(shopName, {})).toEqual({ shop: { name: "Ada's mugs" } });
    expect(shopify.calls).toMatchObject([{ version: SHOPIFY_API_VERSION, name: "ShopName", outcome: "ok" }]);
  });

  it("are refused when the answer is not what was asked for", async () => {
    const wrong = operation<Record<string, never>>()({
      ...shopName,
      schema: z.object({ shop: z.object({ name: z.number() }) }),
    });
    const problem = await problemOf(clientFor(shopify).call(wrong, {}));
    expect(problem).toMatchObject({
      code: "refused",
      message: expect.stringContaining("ShopName is not as expected (shop.name)"),
    });
  });
});

describe("tokens", () => {
  it("are renewed once when they expire in the middle, and once for all calls under way", async () => {
    let token = shopify.issueToken().token;
    let renewals = 0;
    const accessToken = async ({ anew = false } = {}): Promise<string> => {
      if (anew) {
        renewals += 1;
        token = shopify.issueToken().token;
      }
      return token;
    };
    const client = clientFor(shopify, { accessToken });
    await client.call(shopName, {});
    shopify.expireToken(token);
    await Promise.all(Array.from({ length: 20 }, () => client.call(shopName, {})));
    expect(renewals).toBe(1);
    expect(outcomesOf(shopify).filter((outcome) => outcome === "ok")).toHaveLength(21);
  });

  it("of an app that was uninstalled are renewed once, and then told", async () => {
    const renewals: boolean[] = [];
    const { token } = shopify.issueToken();
    const accessToken = async ({ anew = false } = {}): Promise<string> => {
      renewals.push(anew);
      return token;
    };
    shopify.revokeAll();
    const problem = await problemOf(clientFor(shopify, { accessToken }).call(shopName, {}));
    expect(problem).toMatchObject({
      code: "credentials-refused",
      message: expect.stringMatching(/install it again/),
    });
    expect(renewals.filter((anew) => anew)).toEqual([true]);
    expect(outcomesOf(shopify)).toEqual(["unauthorized", "unauthorized"]);
  });

  it("tell why there is none in their owner's words", async () => {
    const accessToken = async (): Promise<string> => {
      throw new ConnectorError("credentials-missing", "Open the app once.");
    };
    expect(await problemOf(clientFor(shopify, { accessToken }).call(shopName, {}))).toMatchObject({
      code: "credentials-missing",
    });
  });
});

describe("what goes wrong", () => {
  it.each([
    [401, "credentials-refused", /no longer lets the app in/],
    [402, "credentials-refused", /frozen/],
    [403, "credentials-refused", /does not let the app in/],
    [404, "target-not-found", /no shop at spike/],
    [423, "credentials-refused", /locked/],
    [301, "target-not-found", /moved/],
    [400, "refused", /status 400/],
    [503, "unavailable", /problem of its own/],
    [504, "unavailable", /problem of its own/],
  ] as const)("status %i is %s", async (status, code, message) => {
    const fetch = answering(status, "{}");
    const problem = await problemOf(clientFor(shopify, { fetch }).call(shopName, {}));
    expect(problem).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("status 429 says how long to wait, to everybody who works for the shop", async () => {
    const pauses: unknown[] = [];
    const fetch = answering(429, "{}", { "retry-after": "2.5" });
    const client = clientFor(shopify, { fetch, slowDown: (limit) => pauses.push(limit) });
    expect(await problemOf(client.call(shopName, {}))).toMatchObject({
      code: "rate-limited",
      retryAfterMs: 2_500,
    });
    expect(pauses).toEqual([{ pauseMs: 2_500 }]);
  });

  it.each([["<html>Something went wrong</html>"], ['{"data":{"shop":{"na'], ["{}"], ["[]"], [""]])(
    "an answer like %j may pass",
    async (body) => {
      const client = clientFor(shopify, { fetch: answering(200, body) });
      expect(await problemOf(client.call(shopName, {}))).toMatchObject({ code: "unavailable" });
    },
  );

  it("a connection that is cut is told, before and after the call was carried out", async () => {
    shopify.faults.push({ kind: "lost" }, { kind: "refused" });
    const client = clientFor(shopify);
    expect(await problemOf(client.call(shopName, {}))).toMatchObject({ code: "unreachable" });
    expect(await problemOf(client.call(shopName, {}))).toMatchObject({ code: "unreachable" });
    expect(await client.call(shopName, {})).toEqual({ shop: { name: "Spike" } });
  });

  it("a missing permission is named", async () => {
    await shopify.stop();
    shopify = await startShopify({ scopes: ["write_files"] });
    addProduct(shopify.state);
    const problem = await problemOf(clientFor(shopify).call(searchProducts, page));
    expect(problem).toMatchObject({
      code: "permission-denied",
      message: expect.stringContaining("read_products"),
    });
  });

  it.each([
    ["SHOP_INACTIVE", "credentials-refused"],
    ["INTERNAL_SERVER_ERROR", "unavailable"],
    ["SOMETHING_ELSE", "refused"],
  ])("the error %s is %s", async (code, expected) => {
    const body = JSON.stringify({ data: null, errors: [{ message: "No", extensions: { code } }] });
    const client = clientFor(shopify, { fetch: answering(200, body) });
    expect(await problemOf(client.call(shopName, {}))).toMatchObject({ code: expected });
  });

  it("a call that asks for too much is a mistake of ours, which nobody can mend by trying again", async () => {
    const deep = operation<Record<string, never>>()({
      name: "TooMuch",
      document: `query TooMuch { products(first: 250) { nodes { media(first: 250) { nodes { id } } variants(first: 250) { nodes { media(first: 250) { nodes { id } } } } } } }`,
      schema: z.object({}),
    });
    const error = await clientFor(shopify)
      .call(deep, {})
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ConnectorError);
    expect(String(error)).toContain("TooMuch asks for more at once than Shopify allows");
  });

  it("never names the token", async () => {
    const { token } = shopify.issueToken();
    const fetch: Fetch = async (_url, init) => {
      throw new TypeError("fetch failed", { cause: new Error(JSON.stringify(init.headers)) });
    };
    const problem = await problemOf(
      clientFor(shopify, { fetch, accessToken: async () => token }).call(shopName, {}),
    );
    expect(problem).toMatchObject({ code: "unreachable" });
    expect(`${problem.message}`).not.toContain(token);
  });

  it("a shop that never answers is given up in time", async () => {
    const fetch: Fetch = (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    const client = clientFor(shopify, { fetch, timeoutMs: 20 });
    expect(await problemOf(client.call(shopName, {}))).toMatchObject({ code: "timed-out" });
  });
});

describe("points", () => {
  const many = (client: ShopClient, count: number) =>
    Array.from({ length: count }, (_, index) =>
      index % 3 === 0 ? client.call(shopName, {}) : client.call(searchProducts, page),
    );

  it("are never overdrawn by hundreds of calls of many callers", async () => {
    await shopify.stop();
    // A tenth of a usual plan's time: all the calls cost many times what the bucket holds.
    shopify = await startShopify({ restoreRate: 5_000, bucket: 2_000, latencyMs: 3 });
    for (let index = 0; index < 30; index += 1) addProduct(shopify.state);
    const points = createPoints();
    const clients = Array.from({ length: 8 }, () => clientFor(shopify, { points }));
    await Promise.all(clients.flatMap((client) => many(client, 40)));
    expect(new Set(outcomesOf(shopify))).toEqual(new Set(["ok"]));
    const spent = shopify.calls.reduce((sum, { actualCost }) => sum + actualCost, 0);
    expect(spent).toBeGreaterThan(4_000);
  });

  it("that a call waits for when it is throttled in the middle are no failure", async () => {
    const client = clientFor(shopify);
    await client.call(shopName, {});
    shopify.faults.push({ kind: "throttled" }, { kind: "throttled" }, { kind: "throttled", after: 3 });
    const names = await Promise.all(Array.from({ length: 10 }, () => client.call(shopName, {})));
    expect(names).toHaveLength(10);
    expect(outcomesOf(shopify).filter((outcome) => outcome === "THROTTLED")).toHaveLength(3);
    expect(outcomesOf(shopify).filter((outcome) => outcome === "ok")).toHaveLength(11);
  });

  it("are shared with other processes, of which nobody is told but by the status", async () => {
    await shopify.stop();
    shopify = await startShopify({ restoreRate: 4_000, bucket: 1_000 });
    for (let index = 0; index < 30; index += 1) addProduct(shopify.state);
    const processes = [clientFor(shopify), clientFor(shopify), clientFor(shopify)];
    const results = await Promise.all(processes.flatMap((client) => many(client, 30)));
    expect(results).toHaveLength(90);
    expect(outcomesOf(shopify).filter((outcome) => outcome === "ok")).toHaveLength(90);
  });

  it("that a busy app has spent are waited for", async () => {
    await shopify.stop();
    shopify = await startShopify({ restoreRate: 1_000, bucket: 1_000 });
    const client = clientFor(shopify);
    await client.call(searchProducts, page);
    shopify.points.drain(0);
    await client.call(searchProducts, page);
    await client.call(searchProducts, page);
    expect(outcomesOf(shopify).filter((outcome) => outcome === "ok")).toHaveLength(3);
  });

  it("go to callers in the order of asking", async () => {
    await shopify.stop();
    shopify = await startShopify({ restoreRate: 2_000, bucket: 200 });
    const client = clientFor(shopify);
    await client.call(shopName, {});
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        await client.call(searchProducts, { ...page, query: `id:${index}` });
        order.push(index);
      }),
    );
    const asked = shopify.calls.slice(1).map(({ variables }) => variables.query);
    expect(asked).toEqual(Array.from({ length: 60 }, (_, index) => `id:${index}`));
  });

  it("are no longer waited for when the work is stopped, and those behind go on", async () => {
    const points = createPoints();
    const stop = new AbortController();
    const stopped = clientFor(shopify, { points, signal: stop.signal });
    const other = clientFor(shopify, { points });
    await other.call(shopName, {});
    points.of(shopify.shop).pause(60_000_000);
    const waiting = stopped.call(shopName, {}).catch((reason: unknown) => reason);
    stop.abort("stopped");
    expect(await waiting).toBe("stopped");
    await expect(stopped.call(shopName, {})).rejects.toBe("stopped");
    expect(shopify.calls).toHaveLength(1);
  });

  it("of a call that is stopped under way are not kept from the others", async () => {
    const stop = new AbortController();
    const points = createPoints();
    const hanging: Fetch = (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
        stop.abort("stopped");
      });
    const stopped = clientFor(shopify, { points, fetch: hanging, signal: stop.signal });
    await expect(stopped.call(shopName, {})).rejects.toBe("stopped");
    expect(await clientFor(shopify, { points }).call(shopName, {})).toEqual({ shop: { name: "Spike" } });
  });

  it("are those of the process unless told, so that clients made apart do not overdraw them", async () => {
    await shopify.stop();
    // The process remembers the points of the other tests' shop.
    shopify = await startShopify({ shop: "points-of-the-process.myshopify.com" });
    const { token } = shopify.issueToken();
    const make = (): ShopClient =>
      createShopClient({ shop: shopify.shop, accessToken: async () => token, fetch: fetchOf(shopify) });
    await Promise.all(Array.from({ length: 40 }, () => make().call(searchProducts, page)));
    expect(new Set(outcomesOf(shopify))).toEqual(new Set(["ok"]));
  });
});

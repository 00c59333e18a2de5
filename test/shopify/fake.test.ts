import { describe, expect, it } from "vitest";
import { addFile, addProduct } from "../support/shopify/index.ts";
import {
  call,
  expectComplaint,
  media,
  product,
  REORDER,
  STAGE,
  send,
  shopify,
  start,
  UPDATE,
  variant,
} from "./fake-calls.ts";

describe("the way in", () => {
  it("answers the versions it knows, and 404 to others", async () => {
    await start();
    for (const version of ["2026-07", "2026-10"]) {
      const { body } = await send("{ shop { name myshopifyDomain } }", {}, { version });
      expect(body.data).toEqual({ shop: { name: "Spike", myshopifyDomain: "spike.myshopify.com" } });
    }
    expect((await send("{ shop { name } }", {}, { version: "2020-01" })).status).toBe(404);
  });

  it("refuses unknown, expired and revoked tokens with 401", async () => {
    await start();
    const { token } = shopify.issueToken();
    expect((await send("{ shop { name } }", {}, { token: "shpat_no" })).status).toBe(401);
    shopify.expireToken(token);
    expect((await send("{ shop { name } }", {}, { token })).status).toBe(401);
    const other = shopify.issueToken().token;
    shopify.revokeAll();
    expect((await send("{ shop { name } }", {}, { token: other })).body.errors).toMatch(/Invalid API key/);
    expect(shopify.calls.map(({ outcome }) => outcome)).toEqual(Array(3).fill("unauthorized"));
  });

  it("says what is wrong with an operation, by the schema", async () => {
    await start();
    const { errors } = await call("query Q { products(first: 1) { nodes { nonsense } } }");
    expect(errors[0].message).toMatch(/Cannot query field "nonsense" on type "Product"/);
    const moves = [{ id: media("1"), newPosition: 0 }];
    const typed = await call(REORDER, { id: product("1"), moves });
    expect(typed.errors[0]).toMatchObject({ extensions: { code: "INVALID_VARIABLE" } });
    expect(shopify.calls.map(({ outcome }) => outcome)).toEqual(["invalid", "invalid"]);
  });

  it("refuses fields and values that are deprecated, in the document and in variables", async () => {
    await start();
    expectComplaint(/featuredImage[\s\S]*PRODUCT_IMAGE/);
    const id = product("1");
    expect(
      (await send("query Q($id: ID!) { product(id: $id) { featuredImage { id } } }", { id })).status,
    ).toBe(400);
    const input = [{ filename: "a.jpg", mimeType: "image/jpeg", resource: "PRODUCT_IMAGE" }];
    expect((await send(STAGE, { input })).status).toBe(400);
  });

  it("refuses what it does not implement, and stop() tells", async () => {
    await start({ scopes: ["read_products", "read_orders"] });
    expectComplaint(
      /QueryRoot.orders\nsearch for colour:red\nproducts\(sortKey: PUBLISHED_AT\)\na request to example.com/,
    );
    addProduct(shopify.state);
    const refused = [
      "{ orders(first: 1) { nodes { id } } }",
      '{ products(first: 1, query: "colour:red") { nodes { id } } }',
      "{ products(first: 1, sortKey: PUBLISHED_AT) { nodes { id } } }",
    ];
    for (const query of refused) expect((await send(query, {})).status).toBe(400);
    await expect(shopify.door.fetch("https://example.com/")).rejects.toThrow("fetch failed");
    expect(shopify.calls.map(({ outcome }) => outcome)).toEqual(Array(3).fill("unsupported"));
  });

  it("asks for the scopes of the schema's own list; a scope to write includes the one to read", async () => {
    await start({ scopes: ["write_files"] });
    const { data, errors } = await call("{ products(first: 1) { nodes { id } } }");
    expect(data).toBeNull();
    expect(errors[0]).toMatchObject({
      message: "Access denied for products field. Required access: `read_products` access scope.",
      path: ["products"],
      extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_products` access scope." },
    });
    expect((await call("{ files(first: 1) { nodes { id } } }")).data).toEqual({ files: { nodes: [] } });
    const moved = await call(REORDER, { id: product("1"), moves: [] });
    expect(moved.errors[0].extensions.code).toBe("ACCESS_DENIED");
    const file = addFile(shopify.state);
    const attached = await call(UPDATE, { files: [{ id: media(file.id), referencesToAdd: [product("1")] }] });
    expect(attached.errors[0].message).toBe("Access denied: Missing permission to manage products.");
    expect(shopify.calls.map(({ outcome }) => outcome)).toContain("ACCESS_DENIED");
  });
});

describe("points", () => {
  /** What the same operations cost a real shop; see `cost.ts`. */
  const seen: readonly [cost: number, query: string, variables?: unknown][] = [
    [
      1,
      "query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on MediaImage { fileStatus } } }",
      { ids: [media("1"), media("2")] },
    ],
    [
      4,
      "query Q($id: ID!) { node(id: $id) { ... on MediaImage { image { url } preview { image { url } } } } }",
      { id: media("1") },
    ],
    [7, "query Q($id: ID!) { product(id: $id) { media(first: 10) { nodes { id } } } }", { id: product("1") }],
    [
      6,
      "query Q($id: ID!) { productVariant(id: $id) { id media(first: 5) { nodes { id } } } }",
      { id: variant("1") },
    ],
    [10, "{ productsCount { count } }"],
    [13, "{ products(first: 250) { nodes { id } pageInfo { hasNextPage endCursor } } }"],
    [10, UPDATE, { files: [] }],
    [10, REORDER, { id: product("1"), moves: [] }],
    [11, STAGE, { input: [] }],
    [
      20,
      "mutation C($f: [FileCreateInput!]!) { fileCreate(files: $f) { files { id } userErrors { code } } }",
      { f: [] },
    ],
  ];

  it.each(seen)("costs %i: %s", async (cost, query, variables = {}) => {
    await start();
    const { extensions } = await call(query, variables);
    expect(extensions.cost.requestedQueryCost).toBe(cost);
  });

  it("takes what was requested, gives back what was not used, and throttles with HTTP 200", async () => {
    await start({ bucket: 40, restoreRate: 0.001 });
    addProduct(shopify.state, { media: [{}] });
    const query = "query Q { products(first: 10) { nodes { id media(first: 10) { nodes { id } } } } }";
    const first = await call(query);
    expect(first.extensions.cost).toEqual({
      requestedQueryCost: 30,
      actualQueryCost: 6,
      throttleStatus: { maximumAvailable: 40, currentlyAvailable: 34, restoreRate: 0.001 },
    });
    await call(query);
    const { status, body } = await send(query, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
      extensions: {
        cost: { requestedQueryCost: 30, actualQueryCost: null, throttleStatus: { currentlyAvailable: 28 } },
      },
    });
    expect(body.data).toBeUndefined();
    expect(
      shopify.calls.map(({ outcome, requestedCost, actualCost }) => [outcome, requestedCost, actualCost]),
    ).toEqual([
      ["ok", 30, 6],
      ["ok", 30, 6],
      ["THROTTLED", 30, 0],
    ]);
  });

  it("lets no call cost more than 1,000, and takes no list of more than 250", async () => {
    await start();
    const query = `query Q { products(first: 250) { nodes { variants(first: 250) { nodes { media(first: 250) {
      nodes { id } } } } } } }`;
    expect((await call(query)).errors[0].extensions).toMatchObject({
      code: "MAX_COST_EXCEEDED",
      maxCost: 1000,
    });
    const ids = Array.from({ length: 251 }, (_, index) => media(String(index)));
    const { errors } = await call("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(errors[0].extensions.code).toBe("MAX_INPUT_SIZE_EXCEEDED");
  });
});

describe("faults", () => {
  it("come once, to the call that fits, after those that pass before", async () => {
    await start();
    const ask = () => send("query Ask { shop { name } }", {});
    shopify.faults.push(
      { operation: "Ask", after: 1, kind: "throttled" },
      { operation: /^Other/, kind: "unavailable" },
    );
    expect((await ask()).body.data).toEqual({ shop: { name: "Spike" } });
    expect((await ask()).body.errors[0].extensions.code).toBe("THROTTLED");
    expect((await ask()).body.data).toEqual({ shop: { name: "Spike" } });
    expect((await send("query OtherOne { shop { name } }", {})).status).toBe(503);
    expect(shopify.faults).toEqual([]);
  });

  it("carry out and lose the answer, or cut before anything is done", async () => {
    await start();
    const file = addFile(shopify.state, { alt: "old" });
    const files = [{ id: media(file.id), alt: "new" }];
    shopify.faults.push({ operation: "Update", kind: "refused" }, { operation: "Update", kind: "lost" });
    await expect(call(UPDATE, { files })).rejects.toThrow("fetch failed");
    expect(file.alt).toBe("old");
    await expect(call(UPDATE, { files })).rejects.toThrow("fetch failed");
    expect(file.alt).toBe("new");
    expect(shopify.calls.map(({ outcome }) => outcome)).toEqual(["refused", "ok"]);
  });
});

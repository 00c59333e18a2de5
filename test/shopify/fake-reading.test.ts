import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { addCollection, addProduct } from "../support/shopify/index.ts";
import { call, product, shopify, start, type Tree } from "./fake-calls.ts";

describe("reading", () => {
  async function stock(): Promise<void> {
    await start();
    const { state } = shopify;
    addProduct(state, {
      id: "1",
      title: "Red mug",
      vendor: "Acme",
      tags: ["kitchen"],
      options: [{ name: "Color", values: ["Red", "Dark red"] }],
      variants: [
        { sku: "MUG-1", options: ["Red"], media: 0 },
        { sku: "MUG-2", options: ["Dark red"] },
      ],
      media: [{ alt: "Front" }, {}],
      metafields: [{ namespace: "custom", key: "material", value: "Clay", type: "single_line_text_field" }],
    });
    addProduct(state, { id: "2", title: "Blue bowl", vendor: "Acme", status: "DRAFT" });
    addProduct(state, { id: "3", title: "A mug of steel", productType: "Camping" });
    addCollection(state, { id: "1", title: "Mugs", products: ["3", "1"], image: { altText: "All mugs" } });
  }

  it.each([
    ["mug", ["1", "3"]],
    ["title:*bow*", ["2"]],
    ["status:active", ["1", "3"]],
    ["vendor:acme -status:draft", ["1"]],
    ['"red mug"', ["1"]],
    ["mug-2", ["1"]],
    ["tag:kitchen", ["1"]],
    ["sku:MUG-1 OR product_type:camping", ["1", "3"]],
    ["collection_id:1", ["1", "3"]],
    ["id:>1 id:<=3 NOT title:bowl", ["3"]],
    ["(bowl OR camping) AND status:active", ["3"]],
  ])("finds by %s", async (query, ids) => {
    await stock();
    const { data } = await call(
      "query Q($query: String) { products(first: 9, query: $query) { nodes { id } } }",
      { query },
    );
    expect(data.products.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.map(product));
  });

  it("pages with cursors that stay right while products come and go", async () => {
    await stock();
    const query = `query Q($first: Int, $after: String, $last: Int, $before: String) {
      products(first: $first, after: $after, last: $last, before: $before, sortKey: TITLE) {
        nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      } }`;
    const titles = ({ data }: Tree) => data.products.nodes.map(({ title }: { title: string }) => title);
    const first = await call(query, { first: 2 });
    expect(titles(first)).toEqual(["A mug of steel", "Blue bowl"]);
    expect(first.data.products.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    shopify.state.products.delete("2");
    addProduct(shopify.state, { title: "Aardvark" });
    const second = await call(query, { first: 2, after: first.data.products.pageInfo.endCursor });
    expect(titles(second)).toEqual(["Red mug"]);
    expect(second.data.products.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await call(query, { last: 1, before: second.data.products.pageInfo.startCursor });
    expect(titles(back)).toEqual(["Aardvark"]);
    const { errors } = await call("{ products { nodes { id } } }");
    expect(errors[0].message).toBe("you must provide one of first or last");
  });

  it("shows products, variants, media, metafields and collections", async () => {
    await stock();
    const { data } = await call(`query Q {
      product(id: "gid://shopify/Product/1") {
        handle description options { name values }
        featuredMedia { id alt status ... on MediaImage { image { altText width url } } }
        mediaCount { count }
        variants(first: 5) { nodes { sku title selectedOptions { name value } media(first: 1) { nodes { alt } } } }
        metafields(first: 5, namespace: "custom") { nodes { namespace key value type } }
        collections(first: 5) { nodes { title } }
      }
      collection(id: "gid://shopify/Collection/1") {
        image { altText width } productsCount { count } products(first: 5) { nodes { title } }
      }
      nodes(ids: ["gid://shopify/Product/2", "gid://shopify/Product/77"]) { ... on Product { title } }
    }`);
    expect(data.product).toMatchObject({
      handle: "red-mug",
      options: [{ name: "Color", values: ["Red", "Dark red"] }],
      featuredMedia: { alt: "Front", status: "READY", image: { altText: "Front", width: 240 } },
      mediaCount: { count: 2 },
      metafields: {
        nodes: [{ namespace: "custom", key: "material", value: "Clay", type: "single_line_text_field" }],
      },
      collections: { nodes: [{ title: "Mugs" }] },
    });
    expect(data.product.variants.nodes).toEqual([
      {
        sku: "MUG-1",
        title: "Red",
        selectedOptions: [{ name: "Color", value: "Red" }],
        media: { nodes: [{ alt: "Front" }] },
      },
      {
        sku: "MUG-2",
        title: "Dark red",
        selectedOptions: [{ name: "Color", value: "Dark red" }],
        media: { nodes: [] },
      },
    ]);
    expect(data.collection).toEqual({
      image: { altText: "All mugs", width: 240 },
      productsCount: { count: 2 },
      products: { nodes: [{ title: "A mug of steel" }, { title: "Red mug" }] },
    });
    expect(data.nodes).toEqual([{ title: "Blue bowl" }, null]);
    const { url } = data.product.featuredMedia.image;
    const picture = await shopify.door.fetch(url);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect((await sharp(await picture.arrayBuffer()).metadata()).width).toBe(240);
  });

  it("gives all of it as JSON lines in a bulk operation, by edges alone", async () => {
    await stock();
    const RUN = `mutation Run($query: String!, $group: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $group) {
      bulkOperation { id status } userErrors { code message } } }`;
    const run = async (query: string, group = false) =>
      (await call(RUN, { query, group })).data.bulkOperationRunQuery;
    const byNodes = await run("{ products { nodes { id } } }");
    expect(byNodes.userErrors[0]).toMatchObject({
      code: "INVALID",
      message: expect.stringMatching(/'edges' > 'node'/),
    });
    const query =
      '{ products(query: "mug") { edges { node { id title variants { edges { node { id sku } } } } } } }';
    const ASK = `query Ask($id: ID!) { bulkOperation(id: $id) { status objectCount rootObjectCount url } }`;
    const lines = async (group: boolean): Promise<readonly string[]> => {
      const { bulkOperation } = await run(query, group);
      expect(bulkOperation.status).toBe("CREATED");
      const ask = async () => (await call(ASK, { id: bulkOperation.id })).data.bulkOperation;
      await expect.poll(async () => (await ask()).status).toBe("COMPLETED");
      const { url, ...counts } = await ask();
      expect(counts).toEqual({ status: "COMPLETED", objectCount: "5", rootObjectCount: "2" });
      return (await (await shopify.door.fetch(url)).text()).trim().split("\n");
    };
    const titles = (some: readonly string[]) =>
      some.map((line) => JSON.parse(line).title ?? JSON.parse(line).sku);
    expect(titles(await lines(true))).toEqual(["Red mug", "MUG-1", "MUG-2", "A mug of steel", null]);
    const loose = await lines(false);
    expect(titles(loose)).toEqual(["Red mug", "A mug of steel", "MUG-1", "MUG-2", null]);
    expect(JSON.parse(loose[2] ?? "").__parentId).toBe(product("1"));
    await shopify.stop();
    await start({ jobMs: 600_000 });
    for (let started = 0; started < 5; started += 1) await run(query);
    expect((await run(query)).userErrors[0].code).toBe("OPERATION_IN_PROGRESS");
  });
});

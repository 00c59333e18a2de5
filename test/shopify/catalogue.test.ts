import type { Item } from "@assetql/contract";
import { itemSchema } from "@assetql/contract";
import { type Catalogue, type CatalogueQuery, createCatalogue } from "@assetql/shopify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  addCollection,
  addProduct,
  type FakeShopify,
  globalId,
  startShopify,
} from "../support/shopify/index.ts";
import { clientFor } from "./client-for.ts";

let shopify: FakeShopify;
let catalogue: Catalogue;

beforeEach(async () => {
  // What is measured here is not the waiting for points.
  shopify = await startShopify({ restoreRate: 100_000, bucket: 100_000 });
  catalogue = createCatalogue(clientFor(shopify));
});
afterEach(() => shopify.stop());

/** Everything that a query finds, page by page. */
async function all(query: CatalogueQuery): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await catalogue.search(query, cursor);
    items.push(...page.items);
    cursor = page.cursor;
    if (cursor === undefined) return items;
  }
}

const titles = (items: readonly Item[]): string[] => items.map(({ title }) => title);
const idsIn = (items: readonly Item[]): string[] => items.map(({ id }) => id);

function addMug(): void {
  addProduct(shopify.state, {
    id: "1",
    title: "Mug",
    handle: "mug",
    productType: "Kitchen",
    vendor: "Acme",
    status: "DRAFT",
    descriptionHtml: "<p>Holds <b>300 ml</b>.</p><p>Dishwasher safe.</p>",
    tags: ["sale", "new"],
    media: [{ alt: "A mug" }, { alt: "A red mug" }],
    options: [
      { name: "Size", values: ["S", "L"] },
      { name: "Colour", values: ["Red", "Dark blue"] },
    ],
    variants: [
      { id: "11", options: ["S", "Red"], sku: "MUG-S-RED", price: "9.50", media: 1 },
      { id: "12", options: ["S", "Dark blue"], sku: "MUG-S-BLUE", price: "9.50" },
      { id: "13", options: ["L", "Red"], sku: "MUG-L-RED", price: "12.00" },
      { id: "14", options: ["L", "Dark blue"], sku: null, price: "12.00" },
    ],
    metafields: [
      { namespace: "custom", key: "material", type: "single_line_text_field", value: "stoneware" },
      { namespace: "my-app", key: "Weight.g", type: "number_integer", value: "320" },
      { namespace: "custom", key: "care", type: "multi_line_text_field", value: "long" },
      { namespace: "custom", key: "specification", type: "json", value: "{}" },
    ],
  });
}

const mugFields = {
  title: "Mug",
  product_type: "Kitchen",
  vendor: "Acme",
  tags: "sale, new",
  handle: "mug",
  description: "Holds 300 ml . Dishwasher safe.",
  status: "draft",
  metafield_custom_material: "stoneware",
  metafield_my_app_weight_g: "320",
};

describe("items", () => {
  beforeEach(addMug);

  it("are products with what templates can use of them", async () => {
    expect(await all({ kind: "products" })).toEqual([
      {
        id: "product/1",
        kind: "product",
        title: "Mug",
        url: "https://admin.shopify.com/store/spike/products/1",
        fields: {
          ...mugFields,
          sku: "MUG-S-RED",
          price: "9.50",
          option_size: "S, L",
          option_colour: "Red, Dark blue",
        },
        image: { url: expect.stringMatching(/^https:\/\/cdn\.shopify\.com\/.*mug-1\.png/), altText: "A mug" },
        updatedAt: expect.any(Number),
      },
    ]);
  });

  it("are variants with their product's fields and their own", async () => {
    const items = await all({ kind: "variants" });
    expect(titles(items)).toEqual([
      "Mug – S / Red",
      "Mug – S / Dark blue",
      "Mug – L / Red",
      "Mug – L / Dark blue",
    ]);
    expect(items[0]).toEqual({
      id: "variant/1/11",
      kind: "variant",
      title: "Mug – S / Red",
      url: "https://admin.shopify.com/store/spike/products/1/variants/11",
      fields: { ...mugFields, sku: "MUG-S-RED", price: "9.50", option_size: "S", option_colour: "Red" },
      image: { url: expect.stringContaining("mug-2.png"), altText: "A red mug" },
      updatedAt: expect.any(Number),
    });
    // Without an image of its own, a shop shows that of the product.
    expect(items[3]).toMatchObject({ fields: { sku: "", price: "12.00" }, image: { altText: "A mug" } });
  });

  it("are colours, each of all the variants that look so", async () => {
    const items = await all({ kind: "colours" });
    expect(idsIn(items)).toEqual(["colour/1/Colour=Red", "colour/1/Colour=Dark blue"]);
    expect(items[0]).toMatchObject({
      kind: "colour",
      title: "Mug – Red",
      url: "https://admin.shopify.com/store/spike/products/1",
      fields: { ...mugFields, sku: "MUG-S-RED", option_size: "S, L", option_colour: "Red" },
      image: { altText: "A red mug" },
    });
    expect(items[1]?.image).toMatchObject({ altText: "A mug" });
    expect(idsIn(await all({ kind: "colours", withoutImage: true }))).toEqual(["colour/1/Colour=Dark blue"]);
  });

  it("have prices in the shop's currency", async () => {
    expect(await catalogue.currency()).toBe("EUR");
  });

  it("are collections", async () => {
    addCollection(shopify.state, {
      id: "5",
      title: "Summer",
      descriptionHtml: "<p>Light  things</p>",
      image: { altText: "Sun" },
    });
    addCollection(shopify.state, { id: "6", title: "Winter" });
    expect(await all({ kind: "collections" })).toEqual([
      {
        id: "collection/5",
        kind: "collection",
        title: "Summer",
        url: "https://admin.shopify.com/store/spike/collections/5",
        fields: { title: "Summer", handle: "summer", description: expect.any(String) },
        image: { url: expect.stringMatching(/^https:\/\/cdn\.shopify\.com\//), altText: "Sun" },
        updatedAt: expect.any(Number),
      },
      expect.objectContaining({ id: "collection/6", image: null }),
    ]);
  });

  it("keep to what the contract allows", async () => {
    addProduct(shopify.state, {
      title: "Long ".repeat(100),
      descriptionHtml: "word ".repeat(10_000),
      options: [{ name: "Colour".repeat(20), values: ["a", "b"] }],
      metafields: [
        { namespace: "n".repeat(50), key: "k".repeat(50), type: "single_line_text_field", value: "v" },
      ],
    });
    addProduct(shopify.state, { options: [{ name: "Colour", values: ["x".repeat(255), "blue"] }] });
    for (const kind of ["products", "variants", "colours"] as const) {
      for (const item of await all({ kind })) expect(itemSchema.parse(item)).toEqual(item);
    }
  });

  it("have all metafields when they are asked for by id, however many there are", async () => {
    const metafields = Array.from({ length: 130 }, (_, index) => ({
      namespace: "custom",
      key: `field_${index}`,
      type: "single_line_text_field",
      value: String(index),
    }));
    const { id } = addProduct(shopify.state, { metafields });
    const [item] = await catalogue.byIds([`product/${id}`]);
    expect(Object.keys(item?.fields ?? {}).filter((name) => name.startsWith("metafield_"))).toHaveLength(130);
  });

  it("of a product without options are itself and its one variant, but no colour", async () => {
    const { id, variants } = addProduct(shopify.state, { title: "Plain" });
    const [variant] = variants;
    const search = "plain";
    expect(idsIn(await all({ kind: "variants", search }))).toEqual([`variant/${id}/${variant?.id}`]);
    expect((await all({ kind: "variants", search }))[0]).toMatchObject({ title: "Plain" });
    expect(Object.keys((await all({ kind: "products", search }))[0]?.fields ?? {})).not.toContain(
      "option_title",
    );
    expect(await all({ kind: "colours", search })).toEqual([]);
  });
});

describe("the option that is a colour", () => {
  const colours = async (
    options: readonly { name: string; values: readonly string[] }[],
  ): Promise<string[]> => {
    const { id } = addProduct(shopify.state, { options });
    const items = await all({ kind: "colours" });
    return idsIn(items)
      .filter((itemId) => itemId.startsWith(`colour/${id}/`))
      .map((itemId) => itemId.replace(/^colour\/\d+\//, ""));
  };

  it.each(["Color", "colour", "FARBE", "Couleur", "Colore", "Kleur", "Frame color", "색상", "Färg"])(
    "is called %s",
    async (name) => {
      expect(
        await colours([
          { name: "Material", values: ["Oak", "Steel"] },
          { name, values: ["Red", "Blue"] },
        ]),
      ).toEqual([`${name}=Red`, `${name}=Blue`]);
    },
  );

  it.each([
    ["S", "M", "XL", "3XL"],
    ["36", "37,5", "EU 40"],
    ["W32/L34", "W34/L34"],
    ["250 ml", "1 l"],
    ["10 x 15 cm", "20 x 30 cm"],
    ["One size"],
  ])("is the first other one than sizes like %s", async (...sizes) => {
    expect(
      await colours([
        { name: "Which", values: sizes },
        { name: "Motif", values: ["Cat", "Dog"] },
      ]),
    ).toEqual(["Motif=Cat", "Motif=Dog"]);
    expect(await colours([{ name: "Which", values: sizes }])).toEqual([]);
  });

  it("is none that is called a size, whatever its values are", async () => {
    expect(await colours([{ name: "Größe", values: ["Kinder", "Damen"] }])).toEqual([]);
  });
});

describe("searching", () => {
  it("finds words as people type them, by title, vendor, type, tag and SKU", async () => {
    addProduct(shopify.state, {
      title: "Blue mug",
      vendor: "Acme",
      tags: ["summer"],
      variants: [{ sku: "MUG-12" }],
    });
    addProduct(shopify.state, { title: "Red mug", productType: "Kitchen" });
    addProduct(shopify.state, { title: "Plate" });
    const found = async (search: string): Promise<string[]> =>
      titles(await all({ kind: "products", search }));
    expect(await found("mu")).toEqual(["Blue mug", "Red mug"]);
    expect(await found(" blue  MU ")).toEqual(["Blue mug"]);
    expect(await found("mug-12")).toEqual(["Blue mug"]);
    expect(await found("acme")).toEqual(["Blue mug"]);
    expect(await found("summ")).toEqual(["Blue mug"]);
    expect(await found("kitch")).toEqual(["Red mug"]);
    expect(await found("nothing")).toEqual([]);
    expect(await found("  ")).toHaveLength(3);
  });

  it("takes what means something to Shopify as it was typed", async () => {
    addProduct(shopify.state, { title: 'Poster 12:30 (A4) "Moon"' });
    addProduct(shopify.state, { title: "Other" });
    addProduct(shopify.state, { title: "Tom's -50% OR not" });
    const found = async (search: string): Promise<string[]> =>
      titles(await all({ kind: "products", search }));
    expect(await found('12:30 (A4) "Moon"')).toEqual(['Poster 12:30 (A4) "Moon"']);
    expect(await found("status:archived")).toEqual([]);
    expect(await found("-poster")).toEqual([]);
    expect(await found("poster OR other")).toEqual([]);
    expect(await found("tom's -50% OR")).toEqual(["Tom's -50% OR not"]);
    expect(await found("\\ : ( ) * '")).toHaveLength(3);
  });

  it("is narrowed by collection, status and whether there is an image", async () => {
    const shown = addProduct(shopify.state, { title: "Shown", media: [{}] });
    const draft = addProduct(shopify.state, { title: "Draft", status: "DRAFT" });
    addProduct(shopify.state, { title: "Other" });
    const { id } = addCollection(shopify.state, { products: [shown, draft] });
    const found = async (query: Omit<CatalogueQuery, "kind">) =>
      titles(await all({ kind: "products", ...query }));
    expect(await found({ collection: id })).toEqual(["Shown", "Draft"]);
    expect(await found({ collection: globalId("Collection", id), withoutImage: true })).toEqual(["Draft"]);
    expect(await found({ status: "draft" })).toEqual(["Draft"]);
    expect(await found({ withoutImage: true })).toEqual(["Draft", "Other"]);
    expect(titles(await all({ kind: "variants", collection: id }))).toEqual(["Shown", "Draft"]);
    await expect(catalogue.search({ kind: "products", collection: "summer OR 1" })).rejects.toMatchObject({
      code: "config-invalid",
    });
  });

  it("pages through variants without an image, and those of a product with many", async () => {
    const values = Array.from({ length: 70 }, (_, index) => `Tone ${index}`);
    const many = addProduct(shopify.state, { media: [{}], options: [{ name: "Colour", values }] });
    for (const variant of many.variants.slice(0, 40)) variant.mediaId = many.media[0] ?? null;
    for (let index = 0; index < 30; index += 1)
      addProduct(shopify.state, { options: [{ name: "Size", values: ["S", "L"] }] });
    const variants = await all({ kind: "variants" });
    expect(variants).toHaveLength(70 + 60);
    expect(new Set(idsIn(variants)).size).toBe(130);
    expect(await all({ kind: "variants", withoutImage: true })).toHaveLength(30 + 60);
    const colours = await all({ kind: "colours" });
    expect(titles(colours)).toEqual(values.map((value) => `${many.title} – ${value}`));
    expect(await all({ kind: "colours", withoutImage: true })).toHaveLength(30);
  });

  it("shows each product once, in one order, while others come and go", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => String(index + 1));
    for (const id of ids) addProduct(shopify.state, { id });
    const first = await catalogue.search({ kind: "products" });
    expect(first.items.length).toBeGreaterThanOrEqual(20);
    shopify.state.products.delete("3");
    const late = addProduct(shopify.state, { id: "61", title: "Aardvark" });
    const rest: Item[] = [];
    for (let { cursor } = first; cursor !== undefined; ) {
      const page = await catalogue.search({ kind: "products" }, cursor);
      rest.push(...page.items);
      cursor = page.cursor;
    }
    const seen = idsIn([...first.items, ...rest]);
    expect(seen).toEqual([...ids, late.id].map((id) => `product/${id}`));
  });

  it("goes on where a product was deleted in the middle of its variants", async () => {
    const values = Array.from({ length: 100 }, (_, index) => `Tone ${index}`);
    const many = addProduct(shopify.state, { options: [{ name: "Colour", values }] });
    const other = addProduct(shopify.state, { title: "Other" });
    const { cursor } = await catalogue.search({ kind: "variants" });
    shopify.state.products.delete(many.id);
    const { items } = await catalogue.search({ kind: "variants" }, cursor);
    expect(idsIn(items)).toEqual([`variant/${other.id}/${other.variants[0]?.id}`]);
  });

  it("refuses a cursor of somebody else's", async () => {
    await expect(catalogue.search({ kind: "products" }, "abc")).rejects.toMatchObject({
      code: "config-invalid",
    });
  });
});

describe("items by id", () => {
  beforeEach(addMug);

  it("come in the order of the ids, without those that are gone or none of Shopify's", async () => {
    addProduct(shopify.state, { id: "2", title: "Plate" });
    addCollection(shopify.state, { id: "5", title: "Summer" });
    const ids = [
      "collection/5",
      "variant/1/14",
      "product/2",
      "product/999",
      "variant/1/999",
      "variant/2/14",
      "colour/1/Colour=Red",
      "colour/1/Colour=Green",
      "collection/999",
      "post/7",
      "product/1",
      "product/2",
    ];
    const items = await catalogue.byIds(ids);
    expect(idsIn(items)).toEqual([
      "collection/5",
      "variant/1/14",
      "product/2",
      "colour/1/Colour=Red",
      "product/1",
      "product/2",
    ]);
    expect(await catalogue.byIds([])).toEqual([]);
  });

  it("are the same as a search finds", async () => {
    for (const kind of ["products", "variants", "colours"] as const) {
      const found = await all({ kind });
      expect(await catalogue.byIds(idsIn(found))).toEqual(found);
    }
  });

  it("are found far behind the first of a product's variants", async () => {
    const values = Array.from({ length: 120 }, (_, index) => `Tone ${index}`);
    const many = addProduct(shopify.state, { options: [{ name: "Colour", values }] });
    const ids = [`variant/${many.id}/${many.variants[110]?.id}`, `colour/${many.id}/Colour=Tone 119`];
    expect(idsIn(await catalogue.byIds(ids))).toEqual(ids);
  });

  it("are asked for a few at a time", async () => {
    for (let index = 0; index < 120; index += 1) addProduct(shopify.state);
    const ids = [...shopify.state.products.keys()].map((id) => `product/${id}`);
    expect(idsIn(await catalogue.byIds(ids))).toEqual(ids);
    expect(shopify.calls.map(({ name }) => name)).toEqual(Array(5).fill("SearchProducts"));
    expect(Math.max(...shopify.calls.map(({ requestedCost }) => requestedCost))).toBeLessThan(200);
  });
});

describe("ids of items", () => {
  it("are all that a query finds, up to a limit", async () => {
    for (let index = 0; index < 60; index += 1) {
      addProduct(shopify.state, { options: [{ name: "Colour", values: ["Red", "Blue"] }] });
    }
    const ids = await catalogue.idsOf({ kind: "colours" }, 1_000);
    expect(ids).toHaveLength(120);
    expect(ids).toEqual(idsIn(await all({ kind: "colours" })));
    expect(await catalogue.idsOf({ kind: "colours" }, 7)).toEqual(ids.slice(0, 7));
    expect(await catalogue.idsOf({ kind: "products", withoutImage: true }, 1_000)).toHaveLength(60);
  });

  it("of what a merchant picked are of the kind that is wanted, each once", async () => {
    addMug();
    addProduct(shopify.state, { id: "2", title: "Plate", variants: [{ id: "21" }] });
    addCollection(shopify.state, { id: "5", products: ["2", "1"] });
    const product = globalId("Product", "1");
    const variant = globalId("ProductVariant", "14");
    const collection = globalId("Collection", "5");
    const picked = catalogue.idsOfPicked;
    expect(await picked([product, globalId("ProductVariant", "21")], "products")).toEqual([
      "product/1",
      "product/2",
    ]);
    expect(await picked([collection], "products")).toEqual(["product/1", "product/2"]);
    expect(await picked([variant, globalId("ProductVariant", "999")], "variants")).toEqual(["variant/1/14"]);
    expect(await picked([variant, product], "variants")).toEqual([
      "variant/1/14",
      "variant/1/11",
      "variant/1/12",
      "variant/1/13",
    ]);
    expect(await picked([product], "colours")).toEqual(["colour/1/Colour=Red", "colour/1/Colour=Dark blue"]);
    expect(await picked([variant], "colours")).toEqual(["colour/1/Colour=Dark blue"]);
    expect(await picked([collection], "variants")).toHaveLength(5);
    expect(await picked([collection, product], "collections")).toEqual(["collection/5"]);
    expect(await picked(["gid://shopify/Order/1"], "products")).toEqual([]);
  });
});

describe("for choosing", () => {
  it("collections are listed with how many products they have", async () => {
    const mug = addProduct(shopify.state);
    for (let index = 0; index < 70; index += 1) {
      addCollection(shopify.state, {
        title: `Collection ${index}`,
        products: [mug],
        image: index === 0 ? {} : null,
      });
    }
    const first = await catalogue.collections(undefined);
    expect(first.items).toHaveLength(50);
    expect(first.items[0]).toMatchObject({
      title: "Collection 0",
      products: 1,
      imageUrl: expect.any(String),
    });
    const rest = await catalogue.collections(undefined, first.cursor);
    expect(rest.items).toHaveLength(20);
    expect(rest.cursor).toBeUndefined();
    const { items } = await catalogue.collections("collection 69");
    expect(items.map(({ title }) => title)).toEqual(["Collection 69"]);
  });

  it("images that the shop shows are told once each", async () => {
    const first = addProduct(shopify.state, { media: [{ alt: "One" }] });
    addProduct(shopify.state, { media: [...first.media] });
    addProduct(shopify.state);
    addProduct(shopify.state, { media: [{ alt: "Two" }] });
    const images = await catalogue.imagesOf({ kind: "products" }, 10);
    expect(images.map(({ altText }) => altText)).toEqual(["One", "Two"]);
    expect(await catalogue.imagesOf({ kind: "products" }, 1)).toHaveLength(1);
  });
});

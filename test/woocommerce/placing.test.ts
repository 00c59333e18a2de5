import type { ChangeToApply, Observed } from "@assetql/connector-sdk";
import type { Receipt, Snapshot } from "@assetql/contract";
import { woocommerceConnector } from "@assetql/woocommerce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { countMedia } from "../wordpress/real-site.ts";
import { makeProducts, makeVariations, shopContext, show, shownBy, startShop, uploadOthers } from "./shop.ts";

/** The stand-in is not WooCommerce; WordPress and its attachments are real. */
describe.skipIf(!wordpressAvailable())("images in a shop", () => {
  let site: Site;
  let others: number[] = [];
  /** Each shows the three images of others. */
  let products: number[] = [];
  beforeAll(async () => {
    site = await startShop("6.5");
    others = await uploadOthers(site, ["Front", "Back", "Detail"]);
    const names = Array.from({ length: 13 }, (_, index) => `Mug ${index + 1}`);
    products = await makeProducts(site, names, others);
  });
  afterAll(() => site?.stop());

  let made = 0;
  const takeProduct = (): number => {
    const product = products.shift();
    if (product === undefined) throw new Error("More products are needed");
    return product;
  };
  const idsOf = async (product: number) => (await shownBy(site, product)).map(({ id }) => id);

  /** Publishes an image for an item as a host does, and gives what takes it back. */
  const publish = async (itemId: string, config: Readonly<Record<string, unknown>>, place: string) => {
    const context = shopContext(site, config);
    const reference = { externalId: `ast_${++made}`, remoteId: null, itemId };
    const observe = async (remoteId: string | null): Promise<Observed> => {
      const seen = await woocommerceConnector.observe(context, [{ ...reference, remoteId }]);
      return seen.get(reference.externalId) ?? { remoteId: null, remoteUrl: null, fields: {} };
    };
    const before = await observe(null);
    const fields: Snapshot = { title: "Blue mug", altText: "A blue mug", file: "a", place };
    const change: ChangeToApply = { ...reference, kind: "create", fields, before, asset: null };
    const applied = await woocommerceConnector.apply(context, change);
    const { remoteId, remoteUrl, after } = applied;
    const kept = { remoteId, remoteUrl, after, before: before.fields, existed: false, version: 1 };
    const receipt: Receipt = { ...kept, warnings: [], appliedAt: 0 };
    return {
      before,
      applied,
      image: Number(after.attachment),
      observe: () => observe(remoteId),
      revert: async () =>
        woocommerceConnector.revert(context, {
          ...{ ...reference, remoteId, receipt, remove: true },
          now: await observe(remoteId),
          fields: { place: before.fields.place ?? null },
        }),
      withdraw: async (policy: "unlink" | "delete") =>
        woocommerceConnector.withdraw(
          context,
          { ...change, kind: "delete", before: await observe(remoteId) },
          policy,
        ),
    };
  };

  it("puts the product image in front, and the others stay behind it in their order", async () => {
    const product = takeProduct();
    const { before, image, observe, applied, revert } = await publish(String(product), {}, "position 1");
    expect(before.fields.place).toBe(`image ${others[0]}`);
    expect(await idsOf(product)).toEqual([image, ...others]);
    expect((await observe()).fields).toEqual(applied.after);
    await revert();
    expect(await idsOf(product)).toEqual(others);
  });

  it.for([
    ["at the end", undefined, 3],
    ["at a position", 2, 1],
    ["at a position beyond the end", 9, 3],
  ] as const)("puts an image into the gallery %s", async ([, galleryPosition, index]) => {
    const product = takeProduct();
    const config = { placement: "gallery", ...(galleryPosition === undefined ? {} : { galleryPosition }) };
    const { image, revert, observe } = await publish(String(product), config, "in the gallery");
    expect(await idsOf(product)).toEqual(others.toSpliced(index, 0, image));
    expect((await observe()).fields.place).toBe("in the gallery");
    await revert();
    expect(await idsOf(product)).toEqual(others);
  });

  it("leaves the alternative texts and names of the other images alone", async () => {
    const product = takeProduct();
    await publish(String(product), {}, "position 1");
    expect((await shownBy(site, product)).map(({ alt }) => alt)).toEqual([
      "A blue mug",
      "Front",
      "Back",
      "Detail",
    ]);
  });

  it("loses no image when several come at once", async () => {
    const product = takeProduct();
    const config = { placement: "gallery" };
    const published = await Promise.all(
      Array.from({ length: 4 }, () => publish(String(product), config, "in the gallery")),
    );
    const images = published.map(({ image }) => image);
    expect((await idsOf(product)).toSorted()).toEqual([...others, ...images].toSorted());
    for (const { revert } of published) await revert();
    expect(await idsOf(product)).toEqual(others);
  });

  it("keeps on undo what the shop's people have added meanwhile", async () => {
    const product = takeProduct();
    await show(site, product, others.slice(0, 2));
    const { image, revert } = await publish(String(product), {}, "position 1");
    await show(site, product, [image, others[1] ?? 0, others[0] ?? 0, others[2] ?? 0]);
    await revert();
    // The product image is the one it was; the rest is as they left it.
    expect(await idsOf(product)).toEqual([others[0], others[1], others[2]]);
  });

  it("uploads each image once", async () => {
    const product = takeProduct();
    const count = await countMedia(site);
    await publish(String(product), {}, "position 1");
    expect(await countMedia(site)).toBe(count + 1);
  });

  it("gives variations their own image, and knows it from their product's", async () => {
    const product = takeProduct();
    const [red = 0, blue = 0] = await makeVariations(site, product, ["red", "blue"]);
    const items = await woocommerceConnector.listItems(
      shopContext(site, { itemTypes: ["products", "variations"] }),
      { ids: [`${product}/${red}`, `${product}/${blue}`] },
      undefined,
    );
    expect(items.items).toMatchObject([
      { id: `${product}/${red}`, kind: "variations", image: null, fields: { "attribute.Colour": "red" } },
      { id: `${product}/${blue}`, title: expect.stringMatching(/, blue$/) },
    ]);
    const { before, image, observe, revert } = await publish(`${product}/${red}`, {}, "this image");
    expect(before.fields.place).toBeNull();
    expect((await observe()).fields.place).toBe("this image");
    expect(await site.eval(`echo get_post_meta(${red}, '_thumbnail_id', true);`)).toBe(String(image));
    expect(await site.eval(`echo get_post_meta(${blue}, '_thumbnail_id', true);`)).toBe("");
    expect(await idsOf(product)).toEqual(others);
    await revert();
    expect(await site.eval(`echo get_post_meta(${red}, '_thumbnail_id', true);`)).toBe("");
  });

  it("takes an image out of the product and the library, and nothing else", async () => {
    const product = takeProduct();
    const count = await countMedia(site);
    const { withdraw } = await publish(String(product), {}, "position 1");
    expect(await withdraw("delete")).toMatchObject({
      remoteId: null,
      after: { place: `image ${others[0]}` },
    });
    expect(await idsOf(product)).toEqual(others);
    expect(await countMedia(site)).toBe(count);
  });

  it("tells a product that is gone", async () => {
    const product = takeProduct();
    await site.eval(`wp_delete_post(${product}, true);`);
    await expect(publish(String(product), {}, "position 1")).rejects.toMatchObject({ code: "item-deleted" });
    const reference = { externalId: "ast_gone", remoteId: null, itemId: String(product) };
    const seen = await woocommerceConnector.observe(shopContext(site), [reference]);
    expect(seen.get("ast_gone")?.missing).toContain("no longer in the shop");
  });

  it("lists products with what templates use", async () => {
    const product = takeProduct();
    const { items } = await woocommerceConnector.listItems(
      shopContext(site),
      { ids: [String(product)] },
      undefined,
    );
    expect(items).toMatchObject([
      {
        id: String(product),
        kind: "products",
        fields: {
          sku: expect.stringMatching(/^SKU-\d+$/),
          categories: "Kitchen & table",
          price: "12.50",
          description: expect.stringContaining("hand-made"),
        },
        image: { altText: "Front" },
      },
    ]);
    const without = await woocommerceConnector.listItems(
      shopContext(site),
      { ids: [String(product)], withoutImage: true },
      undefined,
    );
    expect(without.items).toEqual([]);
  });

  it("is checked: WooCommerce must be there", async () => {
    expect(await woocommerceConnector.check(shopContext(site))).toMatchObject({ status: "ok" });
    await site.eval("update_option('active_plugins', []);");
    expect(await woocommerceConnector.check(shopContext(site))).toMatchObject({
      status: "failing",
      code: "not-the-platform",
      detail: expect.stringContaining("no WooCommerce"),
    });
  });
});

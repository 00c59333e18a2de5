import type { PublishableAsset } from "@assetql/contract";
import { problemReasons } from "@assetql/shopify/problem-reasons";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addCollection, addProduct, type ShopProduct } from "../support/shopify/index.ts";
import { assertAll, nextVersion, type PublishingShop, publishingShop } from "./publishing-shop.ts";

let shop: PublishingShop;
let mug: ShopProduct;

beforeEach(() => open());
afterEach(() => shop.stop());

async function open(options: Parameters<typeof publishingShop>[0] = {}): Promise<void> {
  shop = await publishingShop(options);
  const { state } = shop.shopify;
  mug = addProduct(state, {
    id: "1",
    title: "Mug",
    media: [
      { id: "101", alt: "The mug from the side" },
      { id: "102", alt: "From above" },
      { id: "103", alt: "" },
    ],
    options: [
      { name: "Color", values: ["Red", "Blue"] },
      { name: "Size", values: ["S", "M"] },
    ],
    variants: [
      { id: "11", options: ["Red", "S"], media: 0 },
      { id: "12", options: ["Red", "M"], media: 1 },
      { id: "13", options: ["Blue", "S"], media: 0 },
      { id: "14", options: ["Blue", "M"] },
    ],
  });
  addProduct(state, { id: "2", title: "Bowl", media: [] });
  addCollection(state, { id: "5", title: "Summer", image: { altText: "The sea" } });
  addCollection(state, { id: "6", title: "Winter" });
}

const numbered = (k: number) => ({ metadata: { image_number: String(k) } });

interface Target {
  readonly name: string;
  readonly itemId: string;
  readonly settings: Readonly<Record<string, string>>;
}

const placements = ["first", "last", "replace"];
const targets: readonly Target[] = [
  ...placements.flatMap((placement) => [
    { name: `a product's media, ${placement}`, itemId: "product/1", settings: { placement } },
    { name: `a product without media, ${placement}`, itemId: "product/2", settings: { placement } },
  ]),
  ...["all", "empty", "none"].flatMap((variantImages) => [
    {
      name: `a colour's variants, ${variantImages}`,
      itemId: "colour/1/Color=Red",
      settings: { variantImages },
    },
    {
      name: `another colour's variants, ${variantImages}`,
      itemId: "colour/1/Color=Blue",
      settings: { variantImages },
    },
    { name: `a variant, ${variantImages}`, itemId: "variant/1/14", settings: { variantImages } },
  ]),
  { name: "a collection with an image", itemId: "collection/5", settings: {} },
  { name: "a collection without one", itemId: "collection/6", settings: {} },
];

/** Each as it is applied, and the shop as it was before each. */
async function publishedOneAfterAnother(steps: readonly (readonly PublishableAsset[])[]) {
  const publications = [];
  for (const assets of steps) {
    const before = shop.shopify.snapshot();
    const publication = await shop.publish(assets);
    publications.push({ before, publication });
  }
  return publications;
}

describe.each(targets)("undo of $name", ({ itemId, settings }) => {
  const isVariants = itemId.startsWith("colour") || itemId.startsWith("variant");
  const takesPlaceOfOurs =
    itemId.startsWith("collection") || (isVariants && settings.variantImages === "all");
  beforeEach(() => shop.configure(settings));

  it.each([1, 3])("leaves the shop as it was, with %i images an item", async (count) => {
    const before = shop.shopify.snapshot();
    const isCollection = itemId.startsWith("collection");
    const assets = Array.from({ length: isCollection ? 1 : count }, (_, index) =>
      shop.asset(index + 1, itemId, numbered(index + 1)),
    );
    const publication = await shop.publish(assets);
    expect(shop.shopify.snapshot()).not.toEqual(before);
    assertAll(await publication.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });

  it("leaves the former version where it was", async () => {
    const first = shop.asset(1, itemId);
    const [made, updated] = await publishedOneAfterAnother([[first], [nextVersion(first)]]);
    assertAll((await updated?.publication.revert()) ?? [], "reverted");
    expect(shop.shopify.snapshot()).toEqual(updated?.before);
    assertAll((await made?.publication.revert()) ?? [], "reverted");
    expect(shop.shopify.snapshot()).toEqual(made?.before);
  });

  it.each([
    ["in the order they were made", [0, 1]],
    ["the other way round", [1, 0]],
  ])("of two publications leaves the shop as it was, %s", async (_name, order) => {
    // Where the second takes the place of the first, that can come back only while it is there; see below.
    if (takesPlaceOfOurs && order[0] === 0) return;
    const first = [1, 2].map((n) => shop.asset(n, itemId, numbered(n)));
    const second = [3, 4].map((n) => shop.asset(n, itemId, numbered(n - 2)));
    const isOne = itemId.startsWith("collection");
    const steps = isOne ? [first.slice(0, 1), second.slice(0, 1)] : [first, second];
    const publications = await publishedOneAfterAnother(steps);
    for (const index of order) assertAll((await publications[index]?.publication.revert()) ?? [], "reverted");
    expect(shop.shopify.snapshot()).toEqual(publications[0]?.before);
  });
});

describe("undo", () => {
  it("says what variants showed that is gone, when the publication before was taken back first", async () => {
    const first = await shop.publish([shop.asset(1, "colour/1/Color=Red")]);
    const second = await shop.publish([shop.asset(2, "colour/1/Color=Red")]);
    const [kept] = await first.revert();
    expect(kept?.revert).toMatchObject({ removed: true, kept: ["variants", "variantImages"] });
    const [change] = await second.revert();
    const problem = { code: "remote-deleted", detail: problemReasons["variant-images-not-back"] };
    expect(change).toMatchObject({ state: "revert-failed", problem });
    expect(mug.media).toEqual(["101", "102", "103"]);
    expect(mug.variants.map(({ mediaId }) => mediaId)).toEqual([null, null, "101", null]);
    expect([...shop.shopify.state.files.keys()]).toEqual(["101", "102", "103"]);
  });

  it("brings a replaced image back with its variants and text, and the new one had both meanwhile", async () => {
    shop.configure({ placement: "replace" });
    const publication = await shop.publish([shop.asset(1, "product/1")]);
    const [ours = ""] = mug.media;
    expect(mug.media).toEqual([ours, "102", "103"]);
    expect(mug.variants.map(({ mediaId }) => mediaId)).toEqual([ours, "102", ours, null]);
    expect(shop.shopify.state.files.get(ours)?.alt).toBe("The mug from the side");
    expect(shop.shopify.state.files.has("101")).toBe(true);
    await publication.revert();
    expect(mug.media).toEqual(["101", "102", "103"]);
    expect(mug.variants.map(({ mediaId }) => mediaId)).toEqual(["101", "102", "101", null]);
  });

  it("keeps what an editor has chosen for a variant since, and says so", async () => {
    const publication = await shop.publish([shop.asset(1, "colour/1/Color=Red")]);
    const [small, medium] = mug.variants;
    if (small) small.mediaId = "103";
    const [change] = await publication.revert();
    expect(change).toMatchObject({ state: "reverted", revert: { removed: true } });
    expect(change?.revert?.kept).toContain("variants");
    expect([small?.mediaId, medium?.mediaId]).toEqual(["103", "102"]);
    expect(mug.media).toEqual(["101", "102", "103"]);
  });

  it("takes an image away that an editor has moved, and leaves the rest in the editor's order", async () => {
    const publication = await shop.publish([shop.asset(1, "product/1")]);
    const [ours = ""] = mug.media;
    mug.media = ["103", "102", ours, "101"];
    const [change] = await publication.revert();
    expect(change).toMatchObject({ state: "reverted", revert: { kept: ["place"], removed: true } });
    expect(mug.media).toEqual(["103", "102", "101"]);
  });

  it("brings a replaced image back behind what an editor has put in front since", async () => {
    shop.configure({ placement: "replace" });
    const publication = await shop.publish([shop.asset(1, "product/1")]);
    const [ours = ""] = mug.media;
    mug.media = ["103", ours, "102"];
    await publication.revert();
    expect(mug.media).toEqual(["103", "101", "102"]);
  });

  it("knows our image by its number when an editor has renamed its file", async () => {
    const before = shop.shopify.snapshot();
    const publication = await shop.publish([shop.asset(1, "product/1")]);
    const file = shop.shopify.state.files.get(mug.media[0] ?? "");
    if (file === undefined) throw new Error("There is no image");
    file.fileName = "red-mug-front.png";
    file.url = file.url?.replace(/[^/]+$/, "red-mug-front.png?v=2") ?? null;
    const again = await shop.plan([shop.asset(1, "product/1")]);
    expect(again.planned).toMatchObject([{ kind: "skip" }]);
    assertAll(await publication.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });

  it("says when the image that was replaced has been deleted, and takes back the rest", async () => {
    shop.configure({ placement: "replace" });
    const publication = await shop.publish([shop.asset(1, "product/1")]);
    shop.shopify.state.files.delete("101");
    const [change] = await publication.revert();
    const problem = { code: "remote-deleted", detail: problemReasons["main-image-not-back"] };
    expect(change).toMatchObject({ state: "revert-failed", problem });
    expect(mug.media).toEqual(["102", "103"]);
  });

  it("deletes the file when its product is gone", async () => {
    const publication = await shop.publish([shop.asset(1, "product/1")]);
    const { state } = shop.shopify;
    const [ours = ""] = mug.media;
    state.products.delete("1");
    await publication.revert();
    expect(state.files.has(ours)).toBe(false);
  });
});

/** What the changes of the publication would be like without the numbers of files that undo needs. */
function forgetNumbers(appliedAt: number): void {
  for (const kept of shop.rig.hub.changesById.values()) {
    const { receipt } = kept.change;
    if (receipt === null) continue;
    const remoteId = receipt.remoteId?.split("/").slice(0, 2).join("/") ?? null;
    kept.change = { ...kept.change, receipt: { ...receipt, remoteId, appliedAt } };
  }
}

describe("undo while Shopify's search does not know new files yet", () => {
  beforeEach(async () => {
    await shop.stop();
    await open({ fileIndex: "by hand" });
  });

  it.each(targets)("leaves the shop as it was: $name", async ({ itemId, settings }) => {
    shop.configure(settings);
    const first = shop.asset(1, itemId);
    const [made, updated] = await publishedOneAfterAnother([[first], [nextVersion(first)]]);
    assertAll((await updated?.publication.revert()) ?? [], "reverted");
    expect(shop.shopify.snapshot()).toEqual(updated?.before);
    assertAll((await made?.publication.revert()) ?? [], "reverted");
    expect(shop.shopify.snapshot()).toEqual(made?.before);
  });

  it.each(["product/1", "collection/5"])(
    "changes nothing of %s where only the search can tell, and does it when that can",
    async (itemId) => {
      const first = shop.asset(1, itemId);
      const isCollection = itemId.startsWith("collection");
      const steps = isCollection ? [[first]] : [[first], [nextVersion(first)]];
      const last = (await publishedOneAfterAnother(steps)).at(-1);
      forgetNumbers(Date.now());
      const published = shop.shopify.snapshot();
      const problem = { code: "unavailable", detail: problemReasons["not-found-yet"] };
      expect(await last?.publication.revert()).toMatchObject([{ state: "revert-failed", problem }]);
      expect(shop.shopify.snapshot()).toEqual(published);
      shop.shopify.indexNow();
      assertAll((await last?.publication.revert()) ?? [], "reverted");
      expect(shop.shopify.snapshot()).toEqual(last?.before);
    },
  );

  it("says at last that the copy of a collection's image was deleted", async () => {
    const publication = await shop.publish([shop.asset(1, "collection/5")]);
    forgetNumbers(0);
    expect(await publication.revert()).toMatchObject([
      {
        state: "revert-failed",
        problem: { code: "remote-deleted", detail: problemReasons["collection-image-not-back"] },
      },
    ]);
  });
});

describe("undo of a collection", () => {
  const backups = () =>
    [...shop.shopify.state.files.values()].filter(({ fileName }) => /-aqb[0-9a-z]{8}\./.test(fileName));

  it("that Shopify refuses says so, and keeps the copy of what it showed", async () => {
    const before = shop.shopify.snapshot();
    const publication = await shop.publish([shop.asset(1, "collection/5")]);
    const published = shop.shopify.snapshot();
    shop.shopify.collectionFault = () => "Cannot update rule set of a custom collection";
    expect(await publication.revert()).toMatchObject([
      {
        state: "revert-failed",
        problem: {
          code: "refused",
          detail: expect.stringContaining("Cannot update rule set of a custom collection"),
        },
      },
    ]);
    expect(shop.shopify.snapshot()).toEqual(published);
    shop.shopify.collectionFault = () => undefined;
    assertAll(await publication.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });

  it("that is gone deletes our file, and not the copy of what it showed", async () => {
    const publication = await shop.publish([shop.asset(1, "collection/5")]);
    const copies = backups();
    expect(copies).toHaveLength(1);
    // Somebody deletes it between the look and the write.
    shop.shopify.collectionFault = (id) => {
      shop.shopify.state.collections.delete(id);
      return "Collection does not exist";
    };
    await publication.revert();
    const [copy] = copies;
    expect([...shop.shopify.state.files.keys()]).toEqual(["101", "102", "103", copy?.id]);
  });

  it("finds the copy by its number where somebody has renamed it, and leaves that in the files", async () => {
    const { collections, files } = shop.shopify.state;
    const former = collections.get("5")?.image?.bytes;
    const publication = await shop.publish([shop.asset(1, "collection/5")]);
    const [copy] = backups();
    if (copy === undefined) throw new Error("There is no copy");
    copy.fileName = "the-sea.png";
    copy.url = copy.url?.replace(/[^/]+$/, "the-sea.png?v=2") ?? null;
    await publication.revert();
    expect(collections.get("5")?.image?.bytes).toEqual(former);
    expect([...files.keys()]).toEqual(["101", "102", "103", copy.id]);
  });

  it("knows by its number that the copy was deleted", async () => {
    const publication = await shop.publish([shop.asset(1, "collection/5")]);
    for (const { id } of backups()) shop.shopify.state.files.delete(id);
    const problem = { code: "remote-deleted", detail: problemReasons["collection-image-not-back"] };
    expect(await publication.revert()).toMatchObject([{ state: "revert-failed", problem }]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addCollection, addProduct, type ShopProduct } from "../support/shopify/index.ts";
import { assertAll, nextVersion, type PublishingShop, publishingShop } from "./publishing-shop.ts";

let shop: PublishingShop;
let mugs: readonly ShopProduct[];

beforeEach(() => open());
afterEach(() => shop.stop());

async function open(options: Parameters<typeof publishingShop>[0] = {}): Promise<void> {
  shop = await publishingShop(options);
  mugs = [1, 2, 3].map((n) =>
    addProduct(shop.shopify.state, {
      id: String(n),
      title: `Mug ${n}`,
      media: [{ id: `${n}01` }, { id: `${n}02` }],
    }),
  );
}

const assets = () => mugs.map(({ id }, index) => shop.asset(index + 1, `product/${id}`));
const ours = () =>
  [...shop.shopify.state.files.values()].filter(({ fileName }) => /-aq[0-9a-z]{8}n/.test(fileName));
const calls = (name: string) => shop.shopify.calls.filter((call) => call.name === name);

describe("publishing goes on", () => {
  it("when Shopify has no points left in the middle", async () => {
    await shop.stop();
    // Enough for a look, and then it has to wait.
    await open({ bucket: 1_000, restoreRate: 500 });
    const publication = await shop.plan(assets());
    shop.shopify.points.drain(60);
    assertAll(await publication.apply(), "applied");
    expect(ours()).toHaveLength(3);
  });

  it("when it is throttled although it has counted its points, as others spend some, too", async () => {
    const publication = await shop.plan(assets());
    for (const operation of ["StageUploads", "CreateFiles", "FileStatuses", "UpdateFiles", "ReorderMedia"]) {
      shop.shopify.faults.push({ operation, kind: "throttled" });
    }
    assertAll(await publication.apply(), "applied");
    expect(shop.shopify.calls.filter(({ outcome }) => outcome === "THROTTLED")).toHaveLength(5);
    for (const { media, id } of mugs) expect(media.slice(1)).toEqual([`${id}01`, `${id}02`]);
  });

  it("with another token when the one it had has expired in the middle", async () => {
    const publication = await shop.plan(assets());
    const former = shop.token;
    shop.shopify.faults.push({ operation: "UpdateFiles", kind: "unauthorized" });
    shop.token = shop.shopify.issueToken().token;
    assertAll(await publication.apply(), "applied");
    shop.shopify.expireToken(former);
    assertAll(await publication.revert(), "reverted");
    expect(ours()).toEqual([]);
  });
});

describe("what Shopify cannot process", () => {
  beforeEach(() => {
    shop.shopify.mediaFault = (name) => (name.startsWith("kit-2-") ? "IMAGE_PROCESSING_FAILURE" : undefined);
  });

  it("is told with its reason, leaves nothing, and stops nobody else", async () => {
    const publication = await shop.plan(assets());
    const changes = await publication.apply();
    expect(changes.map(({ state }) => state)).toEqual(["applied", "failed", "applied"]);
    expect(changes[1]?.problem).toMatchObject({
      code: "file-refused",
      detail: expect.stringContaining("could not be processed"),
    });
    expect(ours()).toHaveLength(2);
    expect(mugs[1]?.media).toEqual(["201", "202"]);
  });

  it("can be applied again when it can", async () => {
    const publication = await shop.plan(assets());
    await publication.apply();
    shop.shopify.mediaFault = () => undefined;
    assertAll(await publication.apply(), "applied");
    expect(mugs[1]?.media).toHaveLength(3);
  });
});

describe("what is deleted in the shop", () => {
  it("between plan and apply is told, and the rest goes on", async () => {
    const publication = await shop.plan(assets());
    shop.shopify.state.products.delete("2");
    const changes = await publication.apply();
    expect(changes[1]).toMatchObject({ state: "failed", problem: { code: "item-deleted" } });
    expect(changes[1]?.problem?.detail).toBe("The product is no longer in the shop.");
    expect(ours()).toHaveLength(2);
  });

  it("while its image is being processed leaves no file behind", async () => {
    const publication = await shop.plan(assets());
    shop.shopify.mediaFault = (name) => {
      if (name.startsWith("kit-2-")) shop.shopify.state.products.delete("2");
      return undefined;
    };
    const changes = await publication.apply();
    expect(changes[1]).toMatchObject({ state: "failed", problem: { code: "item-deleted" } });
    expect(ours()).toHaveLength(2);
  });

  it.each(["variant/1/77", "colour/1/Color=Green", "collection/9", "product/9"])(
    "or was never there, as %s, is left out of the plan",
    async (itemId) => {
      const { planned } = await shop.plan([shop.asset(1, itemId)]);
      expect(planned).toMatchObject([{ kind: "skip" }]);
      expect(planned[0]?.reason).toMatch(/no longer/);
    },
  );
});

describe("a change by somebody else", () => {
  it("of the main image, between the look and the write, is not overwritten", async () => {
    shop.configure({ placement: "replace" });
    const publication = await shop.plan([shop.asset(1, "product/1")]);
    shop.shopify.mediaFault = () => {
      mugs[0]?.media.reverse();
      return undefined;
    };
    const [change] = await publication.apply();
    expect(change).toMatchObject({ state: "failed", problem: { code: "changed-meanwhile" } });
    expect(mugs[0]?.media).toEqual(["102", "101"]);
    expect(ours()).toEqual([]);
  });

  it("of a collection's image is not overwritten", async () => {
    const summer = addCollection(shop.shopify.state, { id: "5", image: {} });
    const publication = await shop.plan([shop.asset(1, "collection/5")]);
    if (summer.image) summer.image.url = summer.image.url.replace(/[^/]+$/, "another.png?v=2");
    const [change] = await publication.apply();
    expect(change).toMatchObject({ state: "failed", problem: { code: "changed-meanwhile" } });
    expect(summer.image?.url).toContain("another.png");
  });
});

describe("a collection that Shopify does not update", () => {
  const words = "Cannot update rule set of a custom collection";
  const refused = { code: "refused", detail: expect.stringContaining(words) };

  beforeEach(() => void addCollection(shop.shopify.state, { id: "5", image: {} }));

  it("is not taken for one that is gone when the image is published", async () => {
    const publication = await shop.plan([shop.asset(1, "collection/5")]);
    shop.shopify.collectionFault = () => words;
    expect(await publication.apply()).toMatchObject([{ state: "failed", problem: refused }]);
    expect(ours()).toHaveLength(1);
    shop.shopify.collectionFault = () => undefined;
    assertAll(await publication.apply(), "applied");
    expect(ours()).toHaveLength(1);
  });

  it("keeps our file, as it shows that still, when the image is withdrawn", async () => {
    const asset = shop.asset(1, "collection/5");
    await shop.publish([asset]);
    const rejected = { ...asset, review: "rejected" as const };
    const publication = await shop.plan([rejected], { deletion: "delete" });
    shop.shopify.collectionFault = () => words;
    expect(await publication.apply()).toMatchObject([{ state: "failed", problem: refused }]);
    expect(ours()).toHaveLength(1);
    shop.shopify.collectionFault = () => undefined;
    assertAll(await publication.apply(), "applied");
    expect(ours()).toEqual([]);
  });

  it("shows no version, and none is left, when the image is withdrawn before the search knows them", async () => {
    await shop.stop();
    await open({ fileIndex: "by hand" });
    addCollection(shop.shopify.state, { id: "5", image: {} });
    const asset = shop.asset(1, "collection/5");
    const next = nextVersion(asset);
    await shop.publish([asset]);
    await shop.publish([next]);
    expect(ours()).toHaveLength(2);
    const publication = await shop.plan([{ ...next, review: "rejected" }], { deletion: "delete" });
    assertAll(await publication.apply(), "applied");
    expect(ours()).toEqual([]);
  });

  it("as it is gone leaves no file of ours behind", async () => {
    const publication = await shop.plan([shop.asset(1, "collection/5")]);
    shop.shopify.mediaFault = () => {
      shop.shopify.state.collections.delete("5");
      return undefined;
    };
    const problem = { code: "item-deleted", detail: "The collection is no longer in the shop." };
    expect(await publication.apply()).toMatchObject([{ state: "failed", problem }]);
    expect(ours()).toEqual([]);
  });
});

describe("an app that is uninstalled while it publishes", () => {
  it("stops, and says what is there of it; installed again, it goes on", async () => {
    const publication = await shop.plan(assets());
    shop.rig.hub.concurrency = 1;
    let made = 0;
    shop.shopify.mediaFault = () => {
      made += 1;
      if (made === 2) shop.shopify.revokeAll();
      return undefined;
    };
    const changes = await publication.apply();
    expect(changes.map(({ state }) => state)).toEqual(["applied", "failed", "failed"]);
    for (const { problem } of changes.slice(1)) expect(problem?.code).toBe("credentials-refused");
    shop.shopify.mediaFault = () => undefined;
    shop.token = shop.shopify.issueToken().token;
    assertAll(await publication.apply(), "applied");
    expect(ours()).toHaveLength(3);
    assertAll(await publication.revert(), "reverted");
    expect(ours()).toEqual([]);
    expect(mugs.map(({ media }) => media)).toEqual(mugs.map(({ id }) => [`${id}01`, `${id}02`]));
  });
});

describe("answers that are lost", () => {
  const scenes = [
    { name: "product", itemId: "product/1", settings: {} },
    { name: "main image", itemId: "product/1", settings: { placement: "replace" } },
    { name: "variant", itemId: "variant/4/41", settings: {} },
    { name: "collection", itemId: "collection/5", settings: {} },
  ];

  it.each(scenes)(
    "at every call repeat nothing of a $name, on the way there and back",
    async ({ itemId, settings }) => {
      for (let lost = 0; ; lost += 1) {
        await shop.stop();
        await open();
        const { state } = shop.shopify;
        addCollection(state, { id: "5", title: "Summer", image: { altText: "The sea" } });
        addProduct(state, { id: "4", media: [{ id: "401" }], variants: [{ id: "41", media: 0 }] });
        shop.configure(settings);
        const before = shop.shopify.snapshot();
        const first = shop.asset(1, itemId);
        const made = await shop.publish([first]);
        const published = shop.shopify.snapshot();
        const publication = await shop.plan([nextVersion(first)]);
        const count = shop.shopify.calls.length;
        shop.shopify.faults.push({ kind: "lost", after: lost });
        assertAll(await publication.apply(), "applied");
        const isOver = shop.shopify.faults.length > 0;
        if (isOver) shop.shopify.faults.length = 0;
        expect(versions(), `when the answer to call ${lost + 1} is lost`).toEqual([1, 2]);
        assertAll(await publication.revert(), "reverted");
        expect(shop.shopify.snapshot(), `${lost} of ${shop.shopify.calls.length - count}`).toEqual(published);
        shop.shopify.faults.push({ kind: "lost", after: lost });
        assertAll(await made.revert(), "reverted");
        shop.shopify.faults.length = 0;
        expect(shop.shopify.snapshot(), `undo, ${lost}`).toEqual(before);
        if (isOver) break;
      }
    },
  );

  /** Of the files that are ours: one a version, or something was made twice. */
  const versions = () => ours().map(({ fileName }) => Number(/v(\d+)\./.exec(fileName)?.[1]));
});

describe("an update that has failed after its file was made", () => {
  it("and is planned and applied anew can be taken back, with the former image where it was", async () => {
    const asset = shop.asset(1, "product/1");
    await shop.publish([asset]);
    const [former = ""] = mugs[0]?.media ?? [];
    const next = nextVersion(asset);
    const failing = await shop.plan([next]);
    // Whoever attaches the file is told that it may not, as often as it is tried.
    for (let tries = 0; tries < 8; tries += 1)
      shop.shopify.faults.push({ operation: "UpdateFiles", kind: "unavailable" });
    const [failed] = await failing.apply();
    expect(failed?.state).toBe("failed");
    shop.shopify.faults.length = 0;
    const again = await shop.plan([next]);
    assertAll(await again.apply(), "applied");
    assertAll(await again.revert(), "reverted");
    expect(mugs[0]?.media).toEqual([former, "101", "102"]);
    assertAll(await failing.revert(), "reverted");
    expect(ours().map(({ id }) => id)).toEqual([former]);
    expect(mugs[0]?.media).toEqual([former, "101", "102"]);
  });
});

describe("an update in the middle of which Shopify goes down", () => {
  it("leaves no file behind when it is taken back", async () => {
    const asset = shop.asset(1, "product/1");
    await shop.publish([asset]);
    const before = shop.shopify.snapshot();
    const publication = await shop.plan([nextVersion(asset)]);
    const made = shop.shopify.calls.length;
    shop.shopify.mediaFault = () => {
      for (let tries = 0; tries < 200; tries += 1) shop.shopify.faults.push({ kind: "unavailable" });
      return undefined;
    };
    const [failed] = await publication.apply();
    expect(failed).toMatchObject({ state: "failed", problem: { code: "unavailable" } });
    expect(shop.shopify.calls.slice(made).map(({ name }) => name)).toContain("CreateFiles");
    expect(ours()).toHaveLength(2);
    shop.shopify.faults.length = 0;
    assertAll(await publication.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });
});

describe("two hosts at once", () => {
  it("that publish to the same product lose no image, no place and no way back", async () => {
    const other = await publishingShop({ shopify: shop.shopify });
    const before = shop.shopify.snapshot();
    const publications = await Promise.all([
      shop.plan([1, 2].map((n) => shop.asset(n, "product/1", { metadata: { image_number: String(n) } }))),
      other.plan([3, 4].map((n) => other.asset(n, "product/1", { metadata: { image_number: String(n) } }))),
    ]);
    for (const changes of await Promise.all(publications.map((one) => one.apply())))
      assertAll(changes, "applied");
    const media = mugs[0]?.media ?? [];
    expect(media).toHaveLength(6);
    expect(media.slice(4)).toEqual(["101", "102"]);
    for (const changes of await Promise.all(publications.map((one) => one.revert())))
      assertAll(changes, "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });

  it("that apply the same publication make each image once", async () => {
    const other = await publishingShop({ shopify: shop.shopify });
    const publications = await Promise.all([shop.plan(assets()), other.plan(assets())]);
    const outcomes = await Promise.all(publications.map((one) => one.apply()));
    expect(outcomes.flat().filter(({ state }) => state === "applied").length).toBeGreaterThanOrEqual(3);
    expect(ours()).toHaveLength(3);
    for (const { media, id } of mugs) {
      expect(media).toHaveLength(3);
      expect(media.slice(1)).toEqual([`${id}01`, `${id}02`]);
    }
  });
});

describe("calls that several share", () => {
  it("are few, and one input that is refused stops nobody else", async () => {
    const many = Array.from({ length: 12 }, (_, index) => {
      const { id } = addProduct(shop.shopify.state, { title: `Bowl ${index}`, media: [{}] });
      return shop.asset(index + 10, `product/${id}`);
    });
    shop.rig.hub.concurrency = 50;
    const publication = await shop.plan(many);
    shop.shopify.state.products.delete(many[3]?.item?.itemId.slice("product/".length) ?? "");
    const changes = await publication.apply();
    expect(changes.filter(({ state }) => state === "applied")).toHaveLength(11);
    // How few depends on how fast the changes follow each other; `gatherer` has tests that count.
    for (const name of ["StageUploads", "CreateFiles", "UpdateFiles"])
      expect(calls(name).length).toBeLessThan(many.length);
  });
});

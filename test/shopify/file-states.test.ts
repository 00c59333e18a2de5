import { problemReasons } from "@assetql/shopify/problem-reasons";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addProduct, type ShopFile, type ShopProduct } from "../support/shopify/index.ts";
import { assertAll, nextVersion, type PublishingShop, publishingShop } from "./publishing-shop.ts";

let shop: PublishingShop;
let mug: ShopProduct;

beforeEach(async () => {
  shop = await publishingShop();
  mug = addProduct(shop.shopify.state, {
    id: "1",
    media: [{ id: "101" }, { id: "102" }],
    variants: [{ id: "11", media: 0 }],
  });
});
afterEach(() => shop.stop());

function fileAt(id: string | undefined): ShopFile {
  const file = shop.shopify.state.files.get(id ?? "");
  if (file === undefined) throw new Error(`There is no file ${id}`);
  return file;
}
const asset = (n = 1) => shop.asset(n, "product/1");
const calls = (name: string) => shop.shopify.calls.filter((call) => call.name === name);

describe("an image whose content somebody has replaced", () => {
  it("is still known as ours, kept, and taken back", async () => {
    const before = shop.shopify.snapshot();
    const publication = await shop.publish([asset()]);
    const [ours] = mug.media;
    fileAt(ours).isReplaced = true;
    expect((await shop.plan([asset()])).planned).toMatchObject([{ kind: "skip" }]);
    const published = shop.shopify.snapshot();
    const next = await shop.publish([nextVersion(asset())]);
    expect(mug.media).toHaveLength(3);
    assertAll(await next.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(published);
    assertAll(await publication.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });

  it("is not taken for the shop's own main image", async () => {
    await shop.publish([asset()]);
    const [ours] = mug.media;
    fileAt(ours).isReplaced = true;
    shop.configure({ placement: "replace" });
    await shop.publish([asset(2)]);
    expect(mug.media.slice(1)).toEqual([ours, "101", "102"]);
  });
});

describe("an image of which an update has failed", () => {
  it("comes back in the place of ours", async () => {
    shop.configure({ placement: "replace" });
    const before = shop.shopify.snapshot();
    const publication = await shop.publish([asset()]);
    Object.assign(fileAt("101"), { status: "FAILED", error: "IMAGE_PROCESSING_FAILURE" });
    assertAll(await publication.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(before);
  });

  it("is replaced by the next version, and comes back", async () => {
    await shop.publish([asset()]);
    const published = shop.shopify.snapshot();
    const [ours = ""] = mug.media;
    fileAt(ours).status = "FAILED";
    const next = await shop.publish([nextVersion(asset())]);
    expect(mug.media).toEqual([expect.not.stringMatching(`^${ours}$`), "101", "102"]);
    assertAll(await next.revert(), "reverted");
    expect(shop.shopify.snapshot()).toEqual(published);
  });

  it("is used when another has made it meanwhile", async () => {
    const publication = await shop.plan([asset()]);
    const other = await publishingShop({ shopify: shop.shopify });
    await other.publish([other.asset(1, null)]);
    const made = [...shop.shopify.state.files.keys()].at(-1);
    fileAt(made).status = "FAILED";
    assertAll(await publication.apply(), "applied");
    expect(mug.media).toEqual([made, "101", "102"]);
  });
});

describe("a main image that was replaced", () => {
  beforeEach(() => shop.configure({ placement: "replace" }));

  it("is waited for while Shopify is at work on it", async () => {
    const publication = await shop.publish([asset()]);
    fileAt("101").status = "PROCESSING";
    const asked = calls("FileStatuses").length;
    const reverting = publication.revert();
    await expect.poll(() => calls("FileStatuses").length).toBeGreaterThan(asked);
    fileAt("101").status = "READY";
    assertAll(await reverting, "reverted");
    expect(mug.media).toEqual(["101", "102"]);
  });

  it("is told when it is no image any more, and everything else is taken back", async () => {
    const publication = await shop.publish([asset()]);
    Object.assign(fileAt("101"), { status: "FAILED", url: null });
    const [change] = await publication.revert();
    const problem = { code: "remote-deleted", detail: problemReasons["main-image-not-back"] };
    expect(change).toMatchObject({ state: "revert-failed", problem });
    expect(mug.media).toEqual(["102"]);
  });
});

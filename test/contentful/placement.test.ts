import { assetIdOf } from "@assetql/contentful";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEntry, editorsEntry, link } from "../support/contentful/index.ts";
import { type ContentfulHome, contentfulHome } from "./contentful-home.ts";
import { madeAsset } from "./made-asset.ts";

let home: ContentfulHome;
beforeEach(async () => {
  home = await contentfulHome();
  addEntry(home.contentful.environment, "post-1", { fields: { title: { "en-US": "Foxes" } } });
});
afterEach(() => home.stop());

const asset = madeAsset(1, { itemId: "post-1" });
const ours = link("Asset", assetIdOf(asset.id));
const post = () => editorsEntry(home.contentful.environment, "post-1");
const inField = (placementField: string) => ({ settings: { placementField } });

describe("Placing an image in its entry", () => {
  it("links it and publishes the entry again that was published", async () => {
    await home.publish(asset, inField("heroImage"));
    expect(post().fields.heroImage).toEqual({ "en-US": ours });
    expect(post().version).toBe((post().publishedVersion ?? 0) + 1);
  });

  it("does so in every locale of a localized field", async () => {
    const { applied } = await home.publish(asset, inField("localizedImage"));
    expect(post().fields.localizedImage).toEqual({ "en-US": ours, "de-DE": ours });
    expect(applied.after.placement).toBe(assetIdOf(asset.id));
  });

  it("appends to a list, and takes only its own out again", async () => {
    post().fields.gallery = { "en-US": [link("Asset", "holiday-1"), link("Asset", "holiday-2")] };
    await expect(home.publish(asset, inField("gallery"))).rejects.toMatchObject({ code: "refused" });
    post().fields.gallery = { "en-US": [] };
    const { receipt } = await home.publish(madeAsset(2, { itemId: "post-1" }), inField("gallery"));
    await home.publish(asset, inField("gallery"));
    const second = link("Asset", assetIdOf(madeAsset(2).id));
    expect(post().fields.gallery).toEqual({ "en-US": [second, ours] });
    await home.revert(madeAsset(2, { itemId: "post-1" }), receipt, inField("gallery"));
    expect(post().fields.gallery).toEqual({ "en-US": [ours] });
  });

  it("does not publish an editor's unpublished changes, and says so", async () => {
    post().fields.title = { "en-US": "Foxes, second draft" };
    post().version += 1;
    const { receipt } = await home.publish(asset, inField("heroImage"));
    expect(post().fields.heroImage).toEqual({ "en-US": ours });
    expect(post().version).toBeGreaterThan((post().publishedVersion ?? 0) + 1);
    expect(receipt.warnings.join()).toContain("changes that nobody has published yet");
  });

  it("stays away from another image that an editor chose after the plan", async () => {
    const context = home.contextOf({ ...inField("heroImage"), asset });
    const before = await home.observe(asset, inField("heroImage"));
    post().fields.heroImage = { "en-US": link("Asset", "holiday") };
    post().version += 1;
    const { fields } = home.connector.desire(context, asset, { rows: {}, publish: {} });
    const change = {
      externalId: asset.id,
      remoteId: null,
      itemId: "post-1",
      kind: "create" as const,
      fields,
      before,
      asset,
    };
    await expect(home.connector.apply(context, change)).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(post().fields.heroImage).toEqual({ "en-US": link("Asset", "holiday") });
  });

  it("reports an entry that was deleted or archived meanwhile", async () => {
    post().archivedVersion = 3;
    expect((await home.observe(asset, inField("heroImage"))).missing).toContain("archived");
    home.contentful.environment.entries.delete("post-1");
    expect((await home.observe(asset, inField("heroImage"))).missing).toContain("deleted");
    await expect(home.publish(asset, inField("heroImage"))).rejects.toMatchObject({
      code: "item-deleted",
      message: "The entry that the image is for was deleted in Contentful.",
    });
  });

  it("gives the place back on undo", async () => {
    const { receipt } = await home.publish(asset, inField("heroImage"));
    await home.revert(asset, receipt, inField("heroImage"));
    expect(post().fields.heroImage).toEqual({});
    expect(post().version).toBe((post().publishedVersion ?? 0) + 1);
    expect(home.contentful.environment.assets.size).toBe(0);
  });
});

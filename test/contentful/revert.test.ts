import { assetIdOf, provenanceIdOf } from "@assetql/contentful";
import type { PublishableAsset } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEntry, link } from "../support/contentful/index.ts";
import { type ContentfulHome, contentfulHome, type Published } from "./contentful-home.ts";
import { madeAsset } from "./made-asset.ts";

let home: ContentfulHome;
const settings = { provenanceType: "assetqlImage", prepare: true };
beforeEach(async () => {
  home = await contentfulHome();
  await home.connector.check(home.contextOf({ settings }));
});
afterEach(() => home.stop());

const publish = (asset: PublishableAsset): Promise<Published> => home.publish(asset, { settings });
const observe = () => home.observe(madeAsset(1), { settings });
const assetId = assetIdOf(madeAsset(1).id);
const remote = () => {
  const asset = home.contentful.environment.assets.get(assetId);
  if (asset === undefined) throw new Error("There is no such asset");
  return asset;
};
const withdraw = async (
  policy: "unlink" | "archive" | "delete",
  given: { itemId?: string; settings?: object } = {},
) => {
  const asset = madeAsset(1, given.itemId === undefined ? {} : { itemId: given.itemId });
  const context = home.contextOf({ settings: { ...settings, ...given.settings } });
  const before = await home.observe(asset, { settings: { ...settings, ...given.settings } });
  const reference = { externalId: asset.id, remoteId: assetId, itemId: given.itemId ?? null };
  const change = { ...reference, kind: "delete" as const, fields: {}, before, asset: null };
  return { before, applied: await home.connector.withdraw(context, change, policy) };
};

describe("Undoing in Contentful", () => {
  it("removes what was made", async () => {
    const { receipt } = await publish(madeAsset(1));
    await home.revert(madeAsset(1), receipt, { settings });
    expect(home.contentful.environment.assets.size).toBe(0);
    expect(home.contentful.environment.entries.size).toBe(0);
  });

  it("brings the former image, texts and publication back", async () => {
    await publish(madeAsset(1));
    const before = await observe();
    const { receipt } = await publish(
      madeAsset(1, { version: 2, title: "Fox again", altText: "Another fox" }),
    );
    expect(await observe()).not.toEqual(before);
    await home.revert(madeAsset(1), receipt, { settings });
    expect(await observe()).toEqual(before);
    expect(before.fields.status).toBe("published");
  });

  it("makes a draft again of what was a draft", async () => {
    await home.publish(madeAsset(1), { settings: { ...settings, publish: false } });
    const before = await observe();
    const { receipt } = await publish(madeAsset(1, { version: 2 }));
    await home.revert(madeAsset(1), receipt, { settings });
    expect(await observe()).toEqual(before);
    expect(remote().publishedVersion).toBeUndefined();
  });

  it("does not remove an asset that other entries show by now", async () => {
    const { receipt } = await publish(madeAsset(1));
    const heroImage = { "en-US": link("Asset", assetId) };
    addEntry(home.contentful.environment, "other", { fields: { title: { "en-US": "Other" }, heroImage } });
    await expect(home.revert(madeAsset(1), receipt, { settings })).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining("other"),
    });
    expect(remote().publishedVersion).toBeDefined();
  });
});

describe("Withdrawing from Contentful", () => {
  it("archives, and publishes again later", async () => {
    await publish(madeAsset(1));
    const { applied } = await withdraw("archive");
    expect(remote().archivedVersion).toBeDefined();
    expect(home.contentful.environment.entries.get(provenanceIdOf(assetId))?.archivedVersion).toBeDefined();
    expect((await observe()).fields).toEqual(applied.after);
    await publish(madeAsset(1));
    expect((await observe()).fields.status).toBe("published");
    expect(home.contentful.environment.entries.get(provenanceIdOf(assetId))?.publishedVersion).toBeDefined();
  });

  it("archives, and undoes that", async () => {
    await publish(madeAsset(1));
    const { before, applied } = await withdraw("archive");
    const now = await observe();
    const receipt = {
      ...{ remoteId: assetId, remoteUrl: null, existed: true, before: before.fields, after: applied.after },
      ...{ version: 1, warnings: [], appliedAt: 0 },
    };
    await home.connector.revert(home.contextOf({ settings }), {
      ...{ externalId: madeAsset(1).id, remoteId: assetId, itemId: null, receipt, now, remove: false },
      fields: { status: "published" },
    });
    expect(await observe()).toEqual(before);
  });

  it("deletes asset and entry, but not what is still in use", async () => {
    await publish(madeAsset(1));
    const heroImage = { "en-US": link("Asset", assetId) };
    addEntry(home.contentful.environment, "other", { fields: { title: { "en-US": "Other" }, heroImage } });
    await expect(withdraw("delete")).rejects.toMatchObject({ code: "refused" });
    home.contentful.environment.entries.delete("other");
    const { applied } = await withdraw("delete");
    expect(applied).toEqual({ remoteId: null, remoteUrl: null, after: {} });
    expect(home.contentful.environment.assets.size).toBe(0);
    expect(home.contentful.environment.entries.size).toBe(0);
  });

  it("unlinks from the entry and leaves the asset", async () => {
    const placed = { placementField: "heroImage" };
    addEntry(home.contentful.environment, "post-1", { fields: { title: { "en-US": "Foxes" } } });
    await home.publish(madeAsset(1, { itemId: "post-1" }), { settings: { ...settings, ...placed } });
    const { applied } = await withdraw("unlink", { itemId: "post-1", settings: placed });
    expect(applied.after.placement).toBeNull();
    expect(home.contentful.environment.entries.get("post-1")?.fields.heroImage).toEqual({});
    expect(remote().publishedVersion).toBeDefined();
  });
});

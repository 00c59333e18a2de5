import { assetIdOf, provenanceIdOf } from "@assetql/contentful";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEntry, link } from "../support/contentful/index.ts";
import { type ContentfulHome, contentfulHome } from "./contentful-home.ts";
import { madeAsset } from "./made-asset.ts";

let home: ContentfulHome;
beforeEach(async () => {
  home = await contentfulHome();
});
afterEach(() => home.stop());

const remoteAsset = (n = 1) => {
  const asset = home.contentful.environment.assets.get(assetIdOf(madeAsset(n).id));
  if (asset === undefined) throw new Error("There is no such asset");
  return asset;
};
const isLive = ({ version, publishedVersion }: { version: number; publishedVersion?: number }) =>
  publishedVersion !== undefined && version === publishedVersion + 1;

describe("Publishing to Contentful", () => {
  it("makes a published asset with title, alternative text and file in every locale", async () => {
    const { applied } = await home.publish(madeAsset(1));
    const { fields } = remoteAsset();
    expect(fields.title).toEqual({ "en-US": "Red fox 1", "de-DE": "Red fox 1" });
    expect(fields.description?.["de-DE"]).toBe("A red fox, number 1, in the snow");
    expect(fields.file?.["en-US"]).toMatchObject({
      contentType: "image/png",
      fileName: "red-fox.png",
      details: { image: { width: 32, height: 24 } },
    });
    expect(Object.keys(fields.file ?? {})).toEqual(["en-US", "de-DE"]);
    expect(isLive(remoteAsset())).toBe(true);
    expect(applied.remoteUrl).toBe(
      `https://app.contentful.com/spaces/space1/environments/release-1/assets/${assetIdOf("ast_fox-0001")}`,
    );
  });

  it("tells exactly what observing shows afterwards", async () => {
    addEntry(home.contentful.environment, "post-1", { fields: { title: { "en-US": "Foxes" } } });
    const settings = {
      provenanceType: "assetqlImage",
      prepare: true,
      tags: ["assetql"],
      concepts: { Flat: "styleFlat" },
      placementField: "heroImage",
    };
    expect(await home.connector.check(home.contextOf({ settings }))).toMatchObject({ status: "ok" });
    const asset = madeAsset(1, { itemId: "post-1" });
    const { applied } = await home.publish(asset, { settings });
    const observed = await home.observe(asset, { settings });
    expect(observed).toEqual({
      remoteId: applied.remoteId,
      remoteUrl: applied.remoteUrl,
      fields: applied.after,
    });
    expect(observed.fields.status).toBe("published");
  });

  it("replaces the file of the same asset for a new version of the image", async () => {
    await home.publish(madeAsset(1));
    const first = remoteAsset().fields.file?.["en-US"];
    await home.publish(madeAsset(1, { version: 2 }));
    expect(home.contentful.environment.assets.size).toBe(1);
    expect(remoteAsset().fields.file?.["en-US"]).not.toEqual(first);
    expect(isLive(remoteAsset())).toBe(true);
  });

  it("writes chosen locales only and leaves the others alone", async () => {
    await home.publish(madeAsset(1));
    remoteAsset().fields.title = { "en-US": "Red fox 1", "de-DE": "Rotfuchs" };
    await home.publish(madeAsset(1, { title: "Fox" }), { settings: { locales: ["en-US"] } });
    expect(remoteAsset().fields.title).toEqual({ "en-US": "Fox", "de-DE": "Rotfuchs" });
  });

  it("leaves drafts when the target does not publish", async () => {
    const { applied } = await home.publish(madeAsset(1), { settings: { publish: false } });
    expect(remoteAsset().publishedVersion).toBeUndefined();
    expect(applied.after.status).toBe("draft");
    expect(await home.observe(madeAsset(1))).toMatchObject({ fields: applied.after });
  });

  it("sets tags and the concept of the style, and keeps an editor's own", async () => {
    home.contentful.environment.tags.set("spring", { name: "Spring", visibility: "private", version: 1 });
    const settings = { tags: ["assetql"], concepts: { Flat: "styleFlat", Other: "styleWatercolour" } };
    await home.publish(madeAsset(1), { settings });
    remoteAsset().metadata.tags.push(link("Tag", "spring"));
    await home.publish(madeAsset(1, { title: "Another title" }), { settings });
    expect(remoteAsset().metadata).toEqual({
      tags: [link("Tag", "spring"), link("Tag", "assetql")],
      concepts: [link("TaxonomyConcept", "styleFlat")],
    });
  });

  it("tells score, model, seed and prompt in an entry that links the asset", async () => {
    const settings = { provenanceType: "assetqlImage", prepare: true };
    await home.connector.check(home.contextOf({ settings }));
    await home.publish(madeAsset(1), { settings });
    const assetId = assetIdOf("ast_fox-0001");
    const entry = home.contentful.environment.entries.get(provenanceIdOf(assetId));
    expect(entry?.fields).toMatchObject({
      title: { "en-US": "Red fox 1" },
      image: { "en-US": link("Asset", assetId) },
      styleScore: { "en-US": 0.875 },
      model: { "en-US": "draft-renderer" },
      seed: { "en-US": 43 },
      isDraft: { "en-US": true },
      prompt: { "en-US": "a red fox number 1" },
      externalId: { "en-US": "ast_fox-0001" },
    });
    expect(entry !== undefined && isLive(entry)).toBe(true);
  });

  it("uses the same ids again, so that two at once make one asset", async () => {
    const results = await Promise.allSettled([home.publish(madeAsset(1)), home.publish(madeAsset(1))]);
    expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(home.contentful.environment.assets.size).toBe(1);
  });
});

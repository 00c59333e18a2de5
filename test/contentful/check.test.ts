import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { type ContentfulHome, type ContextOptions, contentfulHome } from "./contentful-home.ts";

let home: ContentfulHome;
beforeEach(async () => {
  home = await contentfulHome();
});
afterEach(() => home.stop());

const check = (given?: ContextOptions) => home.connector.check(home.contextOf(given));

describe("Checking a Contentful target", () => {
  it("says which space, environment behind the alias, and locales", async () => {
    expect(await check()).toEqual({
      status: "ok",
      code: null,
      detail: "Connected to the space “Website”.",
      facts: {
        space: "Website",
        environment: "master → release-1",
        defaultLocale: "en-US",
        locales: "en-US, de-DE",
      },
    });
  });

  it("tells a wrong token and a revoked one", async () => {
    expect(await check({ accessToken: "CFPAT-wrong" })).toMatchObject({ code: "credentials-refused" });
    expect(await check()).toMatchObject({ status: "ok" });
    home.contentful.state.tokens.delete(home.contentful.token);
    const health = await check();
    expect(health).toMatchObject({ status: "failing", code: "credentials-refused" });
    expect(health.detail).toContain("Settings → CMA tokens");
  });

  it("tells a missing space, environment, locale and content type apart", async () => {
    expect(await check({ settings: { spaceId: "nowhere" } })).toMatchObject({
      code: "target-not-found",
      detail: expect.stringContaining("space"),
    });
    expect(await check({ settings: { environmentId: "staging" } })).toMatchObject({
      code: "target-not-found",
      detail: expect.stringContaining("environment"),
    });
    expect(await check({ settings: { locales: ["fr-FR"] } })).toMatchObject({
      code: "config-invalid",
      detail: "The environment has no locale fr-FR. It has en-US, de-DE.",
    });
    expect(await check({ settings: { itemType: "poem" } })).toMatchObject({ code: "config-invalid" });
  });

  it("refuses a place that holds no asset", async () => {
    const settings = { itemType: "article", placementField: "author" };
    expect(await check({ settings })).toMatchObject({
      code: "config-invalid",
      detail: expect.stringContaining("“author”"),
    });
  });

  it("says how to get what is missing, and makes it when asked", async () => {
    const settings = { provenanceType: "assetqlImage", tags: ["assetql", "fresh"] };
    const health = await check({ settings });
    expect(health).toMatchObject({ status: "failing", code: "config-invalid" });
    expect(health.detail).toContain("tag with the id “fresh”");
    expect(health.detail).toContain("content type “assetqlImage”");
    expect(home.contentful.environment.contentTypes.has("assetqlImage")).toBe(false);
    expect(await check({ settings: { ...settings, prepare: true } })).toMatchObject({
      status: "ok",
      facts: { made: "tag fresh, content type assetqlImage" },
    });
    expect(home.contentful.environment.contentTypes.get("assetqlImage")?.publishedVersion).toBe(1);
    expect(await check({ settings })).toMatchObject({ status: "ok" });
  });

  it("tells an editor's token that may not make content types", async () => {
    home.contentful.state.tokens.set("editor", {
      spaces: ["space1"],
      write: true,
      publish: true,
      contentModel: false,
    });
    const settings = { provenanceType: "assetqlImage", prepare: true };
    expect(await check({ accessToken: "editor", settings })).toMatchObject({
      code: "permission-denied",
      detail: expect.stringContaining("content types"),
    });
  });

  it("finds a concept that does not exist", async () => {
    expect(await check({ settings: { concepts: { Flat: "styleFlat" } } })).toMatchObject({ status: "ok" });
    expect(await check({ settings: { concepts: { Flat: "styleGone" } } })).toMatchObject({
      code: "config-invalid",
      detail: expect.stringContaining("“styleGone”"),
    });
  });

  it("notices a web page where Contentful should be", async () => {
    const page = { path: /./, status: 200, id: "", html: "<html>Welcome to the hotel network</html>" };
    home.contentful.state.faults.push(page);
    expect(await check()).toMatchObject({ code: "not-the-platform" });
    home.contentful.state.faults.push({ ...page, status: 404 });
    expect(await check()).toMatchObject({ code: "not-the-platform" });
    home.contentful.state.faults.push({ ...page, status: 502 });
    expect(await check()).toMatchObject({ code: "unavailable" });
  });

  it("keeps to the pace that Contentful tells", async () => {
    home.contentful.state.requestsPerSecond = 7;
    await check();
    expect(home.paces).toContainEqual({ requestsPerSecond: 6 });
    // On a slow machine a check may fit into a second.
    await until(async () => ((await check()).code === "rate-limited" ? true : undefined));
    expect(home.paces).toContainEqual({ pauseMs: 1_000 });
  });
});

import type { ChangeToApply } from "@assetql/connector-sdk";
import { assetIdOf } from "@assetql/contentful";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { measureWaiting } from "../support/time-waited.ts";
import { type ContentfulHome, type ContextOptions, contentfulHome, type Journal } from "./contentful-home.ts";
import { madeAsset } from "./made-asset.ts";

let home: ContentfulHome;
beforeEach(async () => {
  home = await contentfulHome();
});
afterEach(() => home.stop());

const asset = madeAsset(1);
const assetId = assetIdOf(asset.id);
const remote = () => {
  const found = home.contentful.environment.assets.get(assetId);
  if (found === undefined) throw new Error("There is no such asset");
  return found;
};

/** Looks, lets `meanwhile` happen, and applies what was planned. */
async function applyAfter(meanwhile: () => void, given: ContextOptions = {}) {
  const context = home.contextOf({ ...given, asset: madeAsset(1, { version: 2 }) });
  const before = await home.observe(asset, given);
  const { fields } = home.connector.desire(context, madeAsset(1, { version: 2, title: "Next" }), {
    rows: {},
    publish: {},
  });
  const change: ChangeToApply = {
    ...{ externalId: asset.id, remoteId: before.remoteId, itemId: null, before, asset, fields },
    kind: before.remoteId === null ? "create" : "update",
  };
  meanwhile();
  return home.connector.apply(context, change);
}

describe("What can go wrong at Contentful", () => {
  it("keeps an editor's change between plan and apply", async () => {
    await home.publish(asset);
    const edit = () => {
      remote().fields.description = {
        "en-US": "An editor's words",
        "de-DE": "A red fox, number 1, in the snow",
      };
      remote().version += 1;
    };
    await expect(applyAfter(edit)).rejects.toMatchObject({
      code: "changed-meanwhile",
      message: expect.stringContaining("description"),
    });
    expect(remote().fields.description?.["en-US"]).toBe("An editor's words");
    expect(remote().fields.title?.["en-US"]).toBe("Red fox 1");
  });

  it("does not make public what an editor has begun meanwhile", async () => {
    await home.publish(asset);
    const begin = applyAfter(() => {
      remote().version += 1;
    });
    await expect(begin).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(remote().version).toBe((remote().publishedVersion ?? 0) + 2);
  });

  it("leaves the publication to an editor who writes just before it, and says so", async () => {
    await home.publish(asset);
    const publication = /assets\/[^/]+\/published$/;
    home.contentful.state.faults.push({
      method: "PUT",
      path: publication,
      status: 409,
      id: "VersionMismatch",
    });
    const applied = await applyAfter(() => {});
    expect(applied.after.status).toBe("changed");
    expect(applied.warnings?.join()).toContain("publish it in Contentful");
    expect((await home.observe(asset)).fields).toEqual(applied.after);
  });

  it("writes on the version it has just looked at, when somebody writes at the same moment", async () => {
    await home.publish(asset);
    home.contentful.state.faults.push({
      method: "PUT",
      path: /assets\/[^/]+$/,
      status: 409,
      id: "VersionMismatch",
    });
    await applyAfter(() => {});
    expect(remote().fields.title?.["en-US"]).toBe("Next");
  });

  it("reports an asset that was deleted meanwhile", async () => {
    await home.publish(asset);
    const gone = applyAfter(() => void home.contentful.environment.assets.delete(assetId));
    await expect(gone).rejects.toMatchObject({ code: "remote-deleted" });
  });

  it("leaves an archived asset alone", async () => {
    await home.publish(asset);
    delete remote().publishedVersion;
    remote().archivedVersion = remote().version;
    remote().version += 1;
    const before = await home.observe(asset);
    const change: ChangeToApply = {
      ...{ externalId: asset.id, remoteId: assetId, itemId: null, before, asset },
      ...{ kind: "update", fields: { title: "Next" } },
    };
    await expect(home.connector.apply(home.contextOf(), change)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining("archived"),
    });
  });

  it("tells a role that may write but not publish", async () => {
    const role = { spaces: ["space1"], write: true, publish: false, contentModel: false };
    home.contentful.state.tokens.set("writer", role);
    await expect(home.publish(asset, { accessToken: "writer" })).rejects.toMatchObject({
      code: "permission-denied",
      message: expect.stringContaining("may not publish assets"),
    });
  });

  it("refuses a file that Contentful does not take, by size and by content", async () => {
    const large = async () => new Uint8Array(20 * 1024 * 1024 + 1);
    await expect(home.publish(asset, { image: large })).rejects.toMatchObject({
      code: "file-too-large",
      message: expect.stringContaining("Choose JPEG or WebP"),
    });
    const noImage = async () => new Uint8Array(Buffer.from("<html>not an image</html>"));
    await expect(home.publish(asset, { image: noImage })).rejects.toMatchObject({ code: "file-refused" });
  });

  it("leaves no file in processing when another one is refused", async () => {
    home.contentful.state.processingMs = 100;
    const refusal = { method: "PUT", path: /files\/de-DE\/process/, status: 422, id: "ValidationFailed" };
    home.contentful.state.faults.push(refusal);
    await expect(home.publish(asset)).rejects.toMatchObject({ code: "refused" });
    expect(remote().fields.file?.["en-US"]).toHaveProperty("url");
    expect(remote().fields.file?.["de-DE"]).not.toHaveProperty("url");
  });

  it("names a tag that is not there, and a space that is full", async () => {
    await expect(home.publish(asset, { settings: { tags: ["gone"] } })).rejects.toMatchObject({
      code: "config-invalid",
      message: "Contentful has no tag with the id “gone”. Make it or take it out of the target.",
    });
    const message = "Your space has exceeded the limit of assets";
    home.contentful.state.faults.push({
      method: "PUT",
      path: /assets/,
      status: 403,
      id: "AccessDenied",
      message,
    });
    await expect(home.publish(asset)).rejects.toMatchObject({ code: "storage-full" });
  });

  it("says which field Contentful refuses", async () => {
    await home.publish(asset);
    const context = home.contextOf();
    const before = await home.observe(asset);
    const change: ChangeToApply = {
      ...{ externalId: asset.id, remoteId: assetId, itemId: null, before, asset },
      ...{ kind: "update", fields: { title: "x".repeat(300) } },
    };
    await expect(home.connector.apply(context, change)).rejects.toMatchObject({
      code: "refused",
      message:
        "Contentful refused it: title › en-US: Size must be at most 256; title › de-DE: Size must be at most 256.",
    });
  });

  it("never tells the token", async () => {
    const failures = await Promise.allSettled([
      home.publish(asset, { accessToken: "CFPAT-secret-12345" }),
      home.publish(asset, { settings: { spaceId: "nowhere" } }),
    ]);
    for (const failure of failures) {
      expect(failure.status).toBe("rejected");
      expect(
        JSON.stringify(failure, Object.getOwnPropertyNames(Object(Reflect.get(failure, "reason")))),
      ).not.toMatch(/CFPAT|12345|Bearer/);
    }
  });

  it("waits as long as Contentful asks", async () => {
    await home.connector.check(home.contextOf());
    home.contentful.state.requestsPerSecond = 1;
    await home.connector.check(home.contextOf()).catch(() => undefined);
    await expect(home.observe(asset)).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 1_000 });
  });

  it("stops at once when it is cancelled", async () => {
    const controller = new AbortController();
    home.contentful.state.processingMs = 60_000;
    const running = home.publish(asset, { signal: controller.signal });
    await expect
      .poll(() => home.contentful.state.requests.filter(({ path }) => path.endsWith("/process")).length)
      .toBe(2);
    const waited = measureWaiting();
    controller.abort(new Error("cancelled"));
    await expect(running).rejects.toThrow();
    expect(waited()).toBeLessThan(1_000);
  });
});

describe("After a crash", () => {
  it("goes on from every request without a second asset or upload in use", async () => {
    await home.publish(asset);
    const requests = home.contentful.state.requests.length;
    for (let lost = 1; lost <= requests; lost += 1) {
      await home.stop();
      home = await contentfulHome();
      const journal: Journal = new Map();
      await crashAtRequest(lost, journal);
      await home.publish(asset, { journal });
      expect(home.contentful.environment.assets.size, `lost answer ${lost}`).toBe(1);
      expect(remote().publishedVersion, `lost answer ${lost}`).toBe(remote().version - 1);
    }
  });

  it("sends a file again that has expired meanwhile", async () => {
    const journal: Journal = new Map();
    home.contentful.state.faults.push({
      method: "PUT",
      path: /assets\/[^/]+$/,
      status: 400,
      id: "BadRequest",
    });
    await expect(home.publish(asset, { journal })).rejects.toThrow();
    for (const upload of home.contentful.state.uploads.values()) upload.expiresAt = 0;
    await home.publish(asset, { journal });
    expect(await sharp([...home.contentful.state.files.values()][0]).metadata()).toMatchObject({ width: 32 });
  });

  it.each(["create", "update"])(
    "knows the file sent again as its own when something else fails: %s",
    async (kind) => {
      const journal: Journal = new Map();
      const { faults, uploads, requests } = home.contentful.state;
      if (kind === "update") await home.publish(asset);
      const next = madeAsset(1, { version: 2, title: "Next" });
      faults.push({ method: "PUT", path: /assets\/[^/]+$/, status: 400, id: "BadRequest" });
      await expect(home.publish(next, { journal })).rejects.toThrow();
      for (const upload of uploads.values()) upload.expiresAt = 0;
      faults.push({ method: "PUT", path: /\/process$/, status: 503, id: "ServiceUnavailable" });
      const { applied } = await home.publish(next, { journal });
      expect(requests.filter(({ status }) => status === 503)).toHaveLength(1);
      expect((await home.observe(next)).fields).toEqual(applied.after);
    },
  );
});

/** The process ends when the answer to the n-th request is due: it is carried out, and nobody hears of it. */
async function crashAtRequest(n: number, journal: Journal): Promise<void> {
  const controller = new AbortController();
  const { requests } = home.contentful.state;
  const push = requests.push.bind(requests);
  requests.push = (...logged) => {
    const length = push(...logged);
    if (length === n) {
      home.contentful.state.faults.push({ path: /./, status: 0, id: "", loseAnswer: true });
      controller.abort(new Error("crash"));
    }
    return length;
  };
  await home.publish(asset, { journal, signal: controller.signal }).catch(() => undefined);
  requests.push = push;
  home.contentful.state.faults.length = 0;
}

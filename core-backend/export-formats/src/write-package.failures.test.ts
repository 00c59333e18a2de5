import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { checkExportOptions } from "./options.ts";
import { inOrder, makeAsset, makeJob, smoothPng, stuckSink } from "./test-support.ts";
import type { ExportAsset, ExportJob, ExportOptions, ExportPlatform } from "./types.ts";
import { writePackage } from "./write-package.ts";

const png = await smoothPng(64, 48);

describe("writePackage, when the whole export fails,", () => {
  it("stops when aborted, even in a read that never ends, and destroys the sink", async () => {
    const controller = new AbortController();
    let closed = false;
    async function* assets(): AsyncGenerator<ExportAsset> {
      try {
        yield makeAsset(png);
        yield makeAsset(png, {
          assetId: "as_2",
          read: () => {
            controller.abort(new Error("the user left"));
            return new Promise(() => {});
          },
        });
      } finally {
        closed = true;
      }
    }
    const sink = stuckSink();
    const job = {
      ...makeJob([], { platform: "shopify" as const, signal: controller.signal }),
      assets: assets(),
    };
    await expect(writePackage(job, sink)).rejects.toMatchObject({ name: "ExportError", code: "aborted" });
    expect(sink.destroyed).toBe(true);
    expect(closed).toBe(true);
  });

  it("doesn't start when it is aborted before", async () => {
    const asset = makeAsset(png, {
      read: () => {
        throw new Error("must not be read");
      },
    });
    const job = makeJob([asset], { signal: AbortSignal.abort() });
    await expect(writePackage(job, stuckSink())).rejects.toMatchObject({ code: "aborted" });
  });

  it("fails with the sink", async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
    await expect(writePackage(makeJob([makeAsset(png)]), full)).rejects.toMatchObject({
      code: "sink-failed",
      cause: { message: "ENOSPC" },
    });
    const closing = new Writable({ write: () => closing.destroy() });
    await expect(writePackage(makeJob([makeAsset(png)]), closing)).rejects.toMatchObject({
      code: "sink-failed",
    });
  });

  it("passes on what the list of assets throws", async () => {
    async function* broken(): AsyncGenerator<ExportAsset> {
      yield* inOrder([makeAsset(png)]);
      throw new Error("the store is gone");
    }
    const sink = stuckSink(1_000_000);
    await expect(writePackage({ ...makeJob([]), assets: broken() }, sink)).rejects.toThrow(
      "the store is gone",
    );
    expect(sink.destroyed).toBe(true);
  });

  it.each<[ExportPlatform, ExportOptions, string]>([
    ["shopify", { jpegQuality: 0 }, 'The export option "jpegQuality" must be a whole number from 1 to 100.'],
    ["wordpress", { jpegQuality: 80, imageFormat: "png" }, '"jpegQuality" must be left out for PNG'],
    ["woocommerce", { sizes: { large: 9000 } }, '"sizes.large" must be a whole number from 16 to 8192'],
    ["shopify", { imageBaseUrl: "ftp://x/" }, '"imageBaseUrl" must be an http(s) address'],
    ["contentful", { imageBaseUrl: "https://x/?a=1" }, "without ? or #"],
    ["social", { background: "red" }, '"background" must be a colour such as #ffffff'],
    ["social", { socialFormats: [] }, '"socialFormats" must be one or more'],
    ["unity", { pixelsPerUnit: Number.NaN }, '"pixelsPerUnit" must be a number above 0'],
    ["contentful", { locale: "../x" }, '"locale" must be a code such as en-US'],
    [
      "contentful",
      { taxonomy: { tags: { blue: "not an id" } } },
      '"taxonomy.tags.blue" must be the id of a tag',
    ],
    [
      "wordpress",
      { taxonomy: { tags: { blue: "a,b" } } },
      '"taxonomy.tags.blue" must be a term\'s name or slug',
    ],
    [
      "wordpress",
      { taxonomy: { categories: { Mug: "A", "mug ": "B" } } },
      '"taxonomy.categories.mug " must be named once',
    ],
  ])("refuses the %s options %j before it writes anything", async (platform, options, words) => {
    await expectRefusal({ platform, options }, words);
  });

  it.each<[ExportPlatform, ExportOptions, string]>([
    [
      "unity",
      { taxonomy: {} },
      'The export option "taxonomy" is for wordpress and contentful; a unity export has no use for it. Leave it out.',
    ],
    ["unity", { jpegQuality: 80 }, "is for shopify, woocommerce, wordpress, contentful and social"],
    ["shopify", { maxLongSide: 800 }, '"maxLongSide" is for wordpress, contentful and unity'],
    ["wordpress", { sizes: {} }, '"sizes" is for shopify and woocommerce'],
    ["wordpress", { locale: "de" }, '"locale" is for contentful'],
    ["social", { imageFormat: "webp" }, '"imageFormat" is for'],
    ["social", { container: "unitypackage" }, '"container" is for unity'],
  ])("refuses what a %s export has no use for: %j", async (platform, options, words) => {
    await expectRefusal({ platform, options }, words);
  });

  it("takes an option that is there without a value for one that is not there", async () => {
    expect(() => checkExportOptions("unity", { taxonomy: undefined, sizes: undefined })).not.toThrow();
  });
});

async function expectRefusal(changes: Partial<ExportJob>, words: string): Promise<void> {
  const sink = stuckSink();
  const writing = writePackage(makeJob([makeAsset(png)], changes), sink);
  await expect(writing).rejects.toMatchObject({
    code: "invalid-option",
    message: expect.stringContaining(words),
  });
  expect(sink.destroyed).toBe(false);
}

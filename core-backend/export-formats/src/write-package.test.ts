import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSafeName } from "./names.ts";
import { sha256 } from "./package-documents.ts";
import { exportAndRead, makeAsset, makeJob, noisePng, smoothPng, stuckSink } from "./test-support.ts";
import { EXPORT_PLATFORMS, type ExportOptions, type ExportPlatform } from "./types.ts";
import { writePackage } from "./write-package.ts";

const png = await smoothPng(64, 48);
const range = (length: number) => Array.from({ length }, (_, index) => index);

describe.each(EXPORT_PLATFORMS)("the %s package", (platform) => {
  it("lists every other file in its manifest with size and SHA-256", async () => {
    const assets = range(5).map((n) => makeAsset(png, { assetId: `as_${n}`, seed: n }));
    const { files, manifest, summary, zip } = await exportAndRead(makeJob(assets, { platform }));

    const listed = [...manifest.documents, ...manifest.assets.flatMap((asset) => asset.files)];
    expect(listed.map(({ path }) => path).sort()).toEqual(
      [...files.keys()].filter((path) => path !== "manifest.json").sort(),
    );
    for (const { path, bytes, sha256: hash } of listed) {
      expect([path, bytes, hash]).toEqual([path, files.get(path)!.length, sha256(files.get(path)!)]);
    }
    expect(manifest.assets.map(({ assetId }) => assetId)).toEqual(assets.map(({ assetId }) => assetId));
    expect(summary).toEqual({ files: files.size, assets: 5, bytes: zip.length, problems: [] });
    expect(files.has("README.txt")).toBe(true);
  });

  it("dates its files midnight, 1 January 1980", async () => {
    const { zip } = await exportAndRead(makeJob([makeAsset(png)], { platform }));
    // The first entry's time and date in MS-DOS form.
    expect(zip.readUInt32LE(10)).toBe(0x0021_0000);
  });

  it("is a package even without assets", async () => {
    const { manifest, files } = await exportAndRead(makeJob([], { platform }));
    expect(manifest.assets).toEqual([]);
    expect(files.has("ATTRIBUTION.txt")).toBe(false);
  });
});

describe("equal input", () => {
  const everyOption: [ExportPlatform, ExportOptions][] = [
    ...EXPORT_PLATFORMS.map((platform): [ExportPlatform, ExportOptions] => [platform, {}]),
    ["unity", { textureFormat: "tga", pixelsPerUnit: 32, filterMode: "trilinear" }],
    ["unity", { container: "unitypackage" }],
    ["unity", { container: "unitypackage", textureFormat: "tga" }],
    ["shopify", { imageFormat: "webp", jpegQuality: 70, sizes: { large: 40, thumbnail: 20 } }],
    ["woocommerce", { imageFormat: "png", background: "#102030", imageBaseUrl: "https://cdn.example/" }],
    ["wordpress", { imageFormat: "webp", maxLongSide: 32, taxonomy: { tags: { mug: "Mugs" } } }],
    [
      "contentful",
      { imageFormat: "png", locale: "de", taxonomy: { tags: { mug: "concept:m" }, unmapped: "drop" } },
    ],
    ["social", { socialFormats: ["twitter", "facebook"], jpegQuality: 60 }],
  ];

  it.each(everyOption)(
    "gives equal bytes of a %s export with %j, whichever image is read first",
    async (platform, options) => {
      const write = async (slowest: number) => {
        const metadata = (n: number) => ({ parent_sku: "P", option_color: `c${n % 2}` });
        const assets = range(4).map((n) =>
          makeAsset(png, {
            assetId: `as_${n}`,
            sku: `S-${n}`,
            metadata: metadata(n),
            read: async () => {
              for (const _turn of range(n === slowest ? 50 : 0)) await setImmediate();
              return png;
            },
          }),
        );
        const sink = new PassThrough();
        const [, bytes] = await Promise.all([
          writePackage(makeJob(assets, { platform, options }), sink),
          buffer(sink),
        ]);
        return bytes;
      };
      const [first, second] = [await write(0), await write(2)];
      expect(first.length).toBeGreaterThan(0);
      expect(first.equals(second)).toBe(true);
    },
  );
});

describe("paths", () => {
  const tiny = smoothPng(3, 2);
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "..",
      "../x",
      "/etc/passwd",
      "C:\\x",
      "con",
      "a",
      "A",
      "a-2",
      "",
      "x".repeat(300),
      "Editor",
    ),
  );
  const names = fc.record({
    sku: text,
    title: text,
    assetId: text,
    category: text,
    tags: fc.array(text, { maxLength: 3 }),
  });

  it.each(["unity", "shopify", "contentful"] as const)(
    "of a %s package never escape or collide",
    async (platform) => {
      const bytes = await tiny;
      await fc.assert(
        fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 5 }), text, async (all, batchName) => {
          const assets = all.map((changes) => makeAsset(bytes, changes));
          const { files, summary } = await exportAndRead(makeJob(assets, { platform, batchName }));
          expect(summary.assets).toBe(all.length);
          const paths = [...files.keys()];
          for (const path of paths) expect([path, path.split("/").every(isSafeName)]).toEqual([path, true]);
          expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
        }),
        { numRuns: 20 },
      );
    },
  );
});

describe("writePackage", () => {
  it.each(EXPORT_PLATFORMS)("leaves out what it can't read, says why, and goes on (%s)", async (platform) => {
    const damaged = Buffer.from(png);
    damaged[damaged.length - 20]! ^= 1;
    const assets = [
      makeAsset(png, { assetId: "good" }),
      makeAsset(damaged, { assetId: "damaged" }),
      makeAsset(png, { assetId: "swapped", sha256: "0".repeat(64) }),
      makeAsset(png, {
        assetId: "gone",
        read: () => {
          throw new Error("ENOENT");
        },
      }),
      makeAsset(png, { assetId: "also good" }),
    ];
    const progress: number[] = [];
    const job = makeJob(assets, { platform, onProgress: (done) => progress.push(done) });
    const { summary, manifest, text } = await exportAndRead(job);

    const problems = [
      { assetId: "damaged", code: "asset-unreadable" },
      { assetId: "swapped", code: "asset-checksum-mismatch" },
      { assetId: "gone", code: "asset-unreadable" },
    ];
    expect(summary.problems.map(({ assetId, code }) => ({ assetId, code }))).toEqual(problems);
    expect(manifest.problems).toEqual(summary.problems);
    expect(manifest.assets.map(({ assetId }) => assetId)).toEqual(["good", "also good"]);
    expect(text("README.txt")).toContain("2 assets, 3 left out");
    expect(progress).toEqual([1, 2, 3, 4, 5]);
  });

  it("credits each source once", async () => {
    const generator = { id: "g", version: "1", model: "m", isDraft: false };
    const assets = [
      makeAsset(png, { generator: { ...generator, attribution: ["Made with M", "by\nX"] } }),
      makeAsset(png, { generator: { ...generator, attribution: ["Made with M"] } }),
    ];
    const { text } = await exportAndRead(makeJob(assets));
    expect(text("ATTRIBUTION.txt")).toBe("Made with M\nby X\n");
  });

  it("reads no further ahead than a few images when the sink is slow", async () => {
    const noise = await noisePng(400, 400);
    let reads = 0;
    const assets = range(60).map((n) =>
      makeAsset(noise, {
        assetId: `as_${n}`,
        read: async () => {
          reads += 1;
          return noise;
        },
      }),
    );
    const controller = new AbortController();
    const writing = writePackage(makeJob(assets, { signal: controller.signal }), stuckSink(1_000_000));
    while (reads < 4) await setImmediate();
    // No thread is involved in Unity's images, so this many turns of the event loop read all 60 if nothing waits.
    for (const _turn of range(1000)) await setImmediate();
    controller.abort();
    await expect(writing).rejects.toMatchObject({ code: "aborted" });
    // The sink takes 1 MB (2.1 images of 480 kB), one waits for it, 3 are in flight.
    expect(noise.length).toBeGreaterThan(450_000);
    expect(reads).toBeLessThanOrEqual(7);
  });
});

import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, noisePng, smoothPng } from "../test-support.ts";
import type { ExportOptions } from "../types.ts";

const png = await smoothPng(120, 80);
const transparent = await sharp({
  create: { width: 20, height: 20, channels: 4, background: "#00000000" },
})
  .png()
  .toBuffer();

/** The format, size and first pixel of a file. */
async function looksOf(file: Buffer | undefined) {
  const { format, width, height, hasAlpha } = await sharp(file).metadata();
  const pixel = [...(await sharp(file).raw().toBuffer()).subarray(0, hasAlpha ? 4 : 3)];
  return { format, width, height, hasAlpha, pixel };
}

describe("imageFormat", () => {
  it.each([
    ["webp", "webp", "image/webp"],
    ["png", "png", "image/png"],
    ["jpeg", "jpg", "image/jpeg"],
  ] as const)(
    "%s names, declares and lists its files as such",
    async (imageFormat, extension, contentType) => {
      const options = { imageFormat, imageBaseUrl: "https://cdn.example/a" };
      const shop = await exportAndRead(makeJob([makeAsset(png)], { platform: "woocommerce", options }));
      expect(await looksOf(shop.files.get(`images/thumbnail/Blue-mug-thumbnail.${extension}`))).toMatchObject(
        {
          format: imageFormat,
          width: 120,
          hasAlpha: false,
        },
      );
      expect(shop.manifest.assets[0]!.files.map((file) => file.contentType)).toEqual(
        Array(3).fill(contentType),
      );
      expect(shop.csv("products-woocommerce.csv")[0]?.Images).toBe(
        `https://cdn.example/a/Blue-mug-large.${extension}`,
      );
      const cms = await exportAndRead(makeJob([makeAsset(png)], { platform: "contentful", options }));
      expect(JSON.parse(cms.text("contentful-import.json")).assets[0].fields.file["en-US"]).toEqual({
        url: `https://cdn.example/a/Blue-mug.${extension}`,
        fileName: `Blue-mug.${extension}`,
        contentType,
      });
      expect(cms.csv("assets-contentful.csv")[0]?.content_type).toBe(contentType);
    },
  );

  it("png loses nothing and has no quality", async () => {
    const noise = await noisePng(40, 30);
    const { files, manifest } = await exportAndRead(
      makeJob([makeAsset(noise)], { platform: "wordpress", options: { imageFormat: "png" } }),
    );
    const pixels = await sharp(files.get("images/Blue-mug.png")).raw().toBuffer();
    expect(pixels.equals(await sharp(noise).raw().toBuffer())).toBe(true);
    expect(manifest.assets[0]!.files[0]).not.toHaveProperty("quality");
  });

  it.each<[ExportOptions, object]>([
    [{}, { format: "jpeg", hasAlpha: false, pixel: [255, 255, 255] }],
    [{ background: "#ff0000" }, { format: "jpeg", hasAlpha: false, pixel: [254, 0, 0] }],
    [{ imageFormat: "webp" }, { format: "webp", hasAlpha: true, pixel: [0, 0, 0, 0] }],
    [{ imageFormat: "png" }, { format: "png", hasAlpha: true, pixel: [0, 0, 0, 0] }],
    [
      { imageFormat: "png", background: "#0000ff" },
      { format: "png", hasAlpha: false, pixel: [0, 0, 255] },
    ],
  ])("and background %j decide what becomes of transparency", async (options, looks) => {
    const { files } = await exportAndRead(
      makeJob([makeAsset(transparent)], { platform: "wordpress", options }),
    );
    const file = [...files].find(([path]) => path.startsWith("images/"))?.[1];
    expect(await looksOf(file)).toMatchObject(looks);
  });
});

describe("sizes and quality", () => {
  it("bound each size of a shop's images and the one of a CMS", async () => {
    const sizes = { thumbnail: 30, large: 100 };
    const shop = await exportAndRead(makeJob([makeAsset(png)], { platform: "shopify", options: { sizes } }));
    expect(shop.manifest.assets[0]!.files.map(({ role, width, height }) => [role, width, height])).toEqual([
      ["thumbnail", 30, 20],
      ["medium", 120, 80],
      ["large", 100, 67],
    ]);
    const cms = await exportAndRead(
      makeJob([makeAsset(png)], { platform: "wordpress", options: { maxLongSide: 60 } }),
    );
    expect(cms.manifest.assets[0]!.files[0]).toMatchObject({ width: 60, height: 40 });
  });

  it.each(["jpeg", "webp"] as const)("a lower quality makes a smaller %s", async (imageFormat) => {
    const noise = await noisePng(80, 80);
    const bytes = async (jpegQuality: number) => {
      const options = { imageFormat, jpegQuality };
      const { manifest } = await exportAndRead(
        makeJob([makeAsset(noise)], { platform: "wordpress", options }),
      );
      expect(manifest.assets[0]!.files[0]?.quality).toBe(jpegQuality);
      return manifest.assets[0]!.files[0]!.bytes;
    };
    expect(await bytes(40)).toBeLessThan(0.7 * (await bytes(95)));
  });

  it("socialFormats picks formats, in the package's order", async () => {
    const { csv, manifest } = await exportAndRead(
      makeJob([makeAsset(png)], {
        platform: "social",
        options: { socialFormats: ["twitter", "instagram-square"] },
      }),
    );
    expect(manifest.assets[0]!.files.map(({ role }) => role)).toEqual(["instagram-square", "twitter"]);
    expect(csv("posts.csv").map(({ network }) => network)).toEqual(["instagram", "twitter"]);
  });
});

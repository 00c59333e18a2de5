import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, noisePng, smoothPng } from "../../test-support.ts";
import { SOCIAL_FORMATS } from "./formats.ts";
import { belowLimit, MAX_SOCIAL_BYTES } from "./package.ts";

const pathOf = ({ network, width, height }: (typeof SOCIAL_FORMATS)[number]) =>
  `${network}/Blue-mug-${width}x${height}.jpg`;

describe("the social package", () => {
  it("has every format at its exact size in sRGB, below 1 MB even for noise at full quality", async () => {
    const noise = await noisePng(1400, 1400);
    const { files, manifest } = await exportAndRead(
      makeJob([makeAsset(noise)], { platform: "social", options: { jpegQuality: 100 } }),
    );
    for (const format of SOCIAL_FORMATS) {
      const file = files.get(pathOf(format))!;
      expect(file.length).toBeLessThan(MAX_SOCIAL_BYTES);
      expect(await sharp(file).metadata()).toMatchObject({
        format: "jpeg",
        space: "srgb",
        width: format.width,
        height: format.height,
      });
    }
    expect(manifest.assets[0]!.files.every(({ quality }) => quality! < 100)).toBe(true);
  });

  it("says by how much an image was enlarged, and names the alt text of each file", async () => {
    const { manifest, csv, files } = await exportAndRead(
      makeJob([makeAsset(await smoothPng(600, 600))], { platform: "social" }),
    );
    expect(manifest.assets[0]!.files.map(({ enlarged }) => enlarged)).toEqual([1.8, 2.25, 2, 2]);
    const rows = csv("posts.csv");
    expect(rows.map(({ file }) => files.has(file!))).toEqual([true, true, true, true]);
    expect(rows[0]).toMatchObject({ network: "instagram", alt_text: "A blue mug on a wooden table" });
  });

  it("keeps what draws the eye in every crop", async () => {
    const spot = await sharp({ create: { width: 120, height: 120, channels: 3, background: "#ff2020" } })
      .png()
      .toBuffer();
    const png = await sharp({ create: { width: 1200, height: 1200, channels: 3, background: "#808080" } })
      .composite([{ input: spot, left: 540, top: 40 }])
      .png()
      .toBuffer();
    const { files } = await exportAndRead(makeJob([makeAsset(png)], { platform: "social" }));
    const { data, info } = await sharp(files.get("facebook/Blue-mug-1200x630.jpg")!)
      .raw()
      .toBuffer({ resolveWithObject: true });
    let red = 0;
    for (let at = 0; at < data.length; at += info.channels)
      if (data[at]! > 200 && data[at + 1]! < 80) red += 1;
    expect(red).toBeGreaterThan(0.9 * 120 * 120);
  });
});

describe("belowLimit", () => {
  it("steps down and gives up with a reason", async () => {
    const tried: number[] = [];
    const encode = async (quality: number) => {
      tried.push(quality);
      return { bytes: Buffer.alloc(MAX_SOCIAL_BYTES), width: 1, height: 1, quality };
    };
    await expect(belowLimit(encode, 30)).rejects.toMatchObject({ code: "rendition-too-large" });
    expect(tried).toEqual([30, 22, 14, 10]);
  });
});

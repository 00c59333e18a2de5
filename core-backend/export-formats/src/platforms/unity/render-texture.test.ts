import { decodeTga } from "@lunapaint/tga-codec";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { AssetFault } from "../../problems.ts";
import { noisePng, smoothPng } from "../../test-support.ts";
import { renderUnityTexture } from "./render-texture.ts";

const translucent = await sharp(await noisePng(60, 40))
  .ensureAlpha(0.5)
  .png()
  .toBuffer();

describe("a texture for Unity", () => {
  it.each([undefined, 60, 4096])("passes a PNG unchanged with a size of %s", async (maxSide) => {
    const texture = await renderUnityTexture({ bytes: translucent }, { format: "png", maxSide });
    expect(texture).toEqual({
      bytes: translucent,
      width: 60,
      height: 40,
      contentType: "image/png",
      isSource: true,
    });
  });

  it("makes a PNG smaller, with its transparency", async () => {
    const texture = await renderUnityTexture({ bytes: translucent }, { format: "png", maxSide: 30 });
    expect(texture).toMatchObject({ width: 30, height: 20, contentType: "image/png", isSource: false });
    const { width, height, channels, format } = await sharp(texture.bytes).metadata();
    expect([width, height, channels, format]).toEqual([30, 20, 4, "png"]);
    const opaque = await renderUnityTexture(
      { bytes: await smoothPng(60, 40) },
      { format: "png", maxSide: 30 },
    );
    expect((await sharp(opaque.bytes).metadata()).channels).toBe(3);
  });

  it.each([
    [undefined, 60, 40],
    [15, 15, 10],
    [500, 60, 40],
  ])("makes a TGA with a size of %s", async (maxSide, width, height) => {
    const texture = await renderUnityTexture({ bytes: translucent }, { format: "tga", maxSide });
    expect(texture).toMatchObject({ width, height, contentType: "image/x-tga", isSource: false });
    const { image } = await decodeTga(texture.bytes, { strictMode: true });
    const expected = await sharp(translucent).resize(width, height).raw().toBuffer();
    expect([image.width, image.height]).toEqual([width, height]);
    expect(expected.equals(image.data)).toBe(true);
  });

  it("turns an image of another kind into a PNG, upright", async () => {
    const jpeg = await sharp(await smoothPng(60, 40))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const texture = await renderUnityTexture({ bytes: jpeg }, { format: "png" });
    expect(texture).toMatchObject({ width: 40, height: 60, contentType: "image/png", isSource: false });
    expect(await sharp(texture.bytes).metadata()).toMatchObject({ format: "png", width: 40, height: 60 });
  });

  it.each([
    ["no image", Buffer.from("<html>not found</html>"), "asset-unreadable"],
    ["half a PNG", translucent.subarray(0, translucent.length / 2), "asset-unreadable"],
    ["a PNG with a flipped bit", flipped(translucent), "asset-unreadable"],
    ["a PNG of 49 megapixels", claiming(translucent, 7000), "asset-too-large"],
  ])("refuses %s", async (_what, bytes, code) => {
    for (const format of ["png", "tga"] as const) {
      const rendering = renderUnityTexture({ bytes }, { format });
      await expect(rendering).rejects.toBeInstanceOf(AssetFault);
      await expect(rendering).rejects.toMatchObject({ code });
    }
  });
});

function flipped(png: Buffer): Buffer {
  const damaged = Buffer.from(png);
  damaged[damaged.length - 20]! ^= 1;
  return damaged;
}

/** The same PNG, its header saying that it is a square of `side`. */
function claiming(png: Buffer, side: number): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(side, 16);
  changed.writeUInt32BE(side, 20);
  return changed;
}

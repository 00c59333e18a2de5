import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { sha256 } from "../package-documents.ts";
import { smoothPng } from "../test-support.ts";
import { coverRegion, findFocus } from "./crop.ts";
import { imageWithin } from "./scale.ts";
import { openSourceImage } from "./source-image.ts";

const WHITE = "#ffffff";
const open = (png: Buffer, background = WHITE) => openSourceImage({ png, sha256: sha256(png) }, background);

async function centrePixel(jpeg: Buffer): Promise<number[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

describe("openSourceImage", () => {
  it("puts the background behind transparent pixels", async () => {
    const png = await sharp({ create: { width: 16, height: 16, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    const { bytes } = await imageWithin(await open(png, "#ff0000").opaquePixels(), 16, {
      format: "jpeg",
      quality: 90,
    });
    expect((await centrePixel(bytes)).map((value) => Math.round(value / 255))).toEqual([1, 0, 0]);
  });

  it.each(["b-w", "grey16", "rgb16"] as const)("makes 8-bit sRGB of %s", async (space) => {
    const colour = sharp({ create: { width: 16, height: 16, channels: 3, background: "#808080" } });
    const png = await colour.toColourspace(space).png().toBuffer();
    const pixels = await open(png).opaquePixels();
    expect(pixels.data.length).toBe(16 * 16 * 3);
    expect(Math.abs(pixels.data[0]! - 128)).toBeLessThanOrEqual(1);
  });

  it("converts an image with a colour profile of its own to sRGB", async () => {
    const red = sharp({ create: { width: 16, height: 16, channels: 3, background: "#c04040" } });
    const p3 = await red.withIccProfile("p3").png().toBuffer();
    const pixels = await open(p3).opaquePixels();
    expect(Math.abs(pixels.data[0]! - 0xc0)).toBeLessThanOrEqual(2);
    expect(Math.abs(pixels.data[1]! - 0x40)).toBeLessThanOrEqual(2);
  });
});

describe("findFocus", () => {
  it.each([
    { left: 700, top: 60 },
    { left: 60, top: 420 },
  ])("finds the one thing in a picture at %j", async ({ left, top }) => {
    const spot = await sharp({ create: { width: 90, height: 90, channels: 3, background: "#ff2020" } })
      .png()
      .toBuffer();
    const png = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#808080" } })
      .composite([{ input: spot, left, top }])
      .png()
      .toBuffer();
    const focus = await findFocus(await open(png).opaquePixels());
    expect(Math.abs(focus.x - (left + 45) / 900)).toBeLessThan(0.06);
    expect(Math.abs(focus.y - (top + 45) / 600)).toBeLessThan(0.06);
  });

  it.each([
    [1, 1],
    [1, 300],
    [300, 1],
    [2, 2],
  ])("answers for a picture of %i x %i", async (width, height) => {
    const focus = await findFocus(await open(await smoothPng(width, height)).opaquePixels());
    expect(focus.x).toBeGreaterThanOrEqual(0);
    expect(focus.y).toBeLessThanOrEqual(1);
  });
});

describe("coverRegion", () => {
  it("lies in the image, spans one of its sides and has the target's aspect", () => {
    const side = fc.integer({ min: 1, max: 4096 });
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(side, side, side, side, unit, unit, (w, h, targetW, targetH, x, y) => {
        const region = coverRegion({ width: w, height: h }, { width: targetW, height: targetH }, { x, y });
        expect(region.left >= 0 && region.top >= 0).toBe(true);
        expect(region.left + region.width <= w && region.top + region.height <= h).toBe(true);
        expect(region.width === w || region.height === h).toBe(true);
        const exact = Math.min(w / targetW, h / targetH);
        expect(Math.abs(region.width - Math.max(1, targetW * exact))).toBeLessThanOrEqual(1);
        expect(Math.abs(region.height - Math.max(1, targetH * exact))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has the focus in its middle where the image is wide enough", () => {
    const region = coverRegion({ width: 1000, height: 500 }, { width: 1, height: 1 }, { x: 0.6, y: 0.5 });
    expect(region).toEqual({ left: 350, top: 0, width: 500, height: 500 });
  });
});

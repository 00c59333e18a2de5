import { type PublishableAsset, unityTextureFormats } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { formatOf, renderTexture, sizeWithin } from "./texture.ts";

/** 90 × 30 pixels in one colour. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAFoAAAAeCAYAAACsYQl4AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAR0lEQVRo3u3QQREAAAQAMFFEEU1zUrjz2GMFFl053AsJokUjWrRoCaJFI1q0aAmiRSNatGgRokUjWrRoRItGtGjRiBaN6I8WFm69Eta9AVoAAAAASUVORK5CYII=",
  "base64",
);
const asset = { dimensions: { width: 90, height: 30 } } as PublishableAsset;

/** A hub, and how narrow it was asked to make images. */
const hub = () => {
  const widths: (number | undefined)[] = [];
  return {
    widths,
    async image({ width }: { readonly width?: number }) {
      widths.push(width);
      return { bytes: new Uint8Array(png), contentType: "image/png", fileName: "x.png" };
    },
  };
};

describe("an image as a texture", () => {
  it.each(unityTextureFormats)("is made no larger than it may be, as %s", async (format) => {
    const { image, widths } = hub();
    const small = await renderTexture({ image }, asset, { format, maxSide: 45 });
    expect([small.width, small.height]).toEqual([45, 15]);
    const whole = await renderTexture({ image }, asset, { format, maxSide: null });
    expect([whole.width, whole.height]).toEqual([90, 30]);
    const tiny = await renderTexture(
      { image },
      { ...asset, dimensions: { width: 30, height: 90 } },
      { format, maxSide: 30 },
    );
    expect(tiny.width).toBe(30);
    expect(widths).toEqual([45, undefined, undefined]);
  });

  it("that is none is refused", async () => {
    const image = async () => ({
      bytes: new Uint8Array([1, 2, 3]),
      contentType: "image/png",
      fileName: "x.png",
    });
    const rendering = renderTexture({ image }, asset, { format: "png", maxSide: null });
    await expect(rendering).rejects.toMatchObject({ code: "file-refused" });
  });

  it("has the size that fits, and the kind that its name says", () => {
    expect(sizeWithin({ width: 100, height: 1 }, 16)).toEqual({ width: 16, height: 1 });
    expect(sizeWithin({ width: 10, height: 8 }, 16)).toEqual({ width: 10, height: 8 });
    expect(["a.png", "b.TGA", "c.psd"].map(formatOf)).toEqual(["png", "tga", undefined]);
  });
});

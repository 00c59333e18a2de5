import { decodeTga } from "@lunapaint/tga-codec";
import fc from "fast-check";
import TGA from "tga";
import { describe, expect, it } from "vitest";
import { encodeTga, MAX_TGA_SIDE } from "./tga.ts";

const pixels = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) })
  .chain(({ width, height }) => {
    const length = width * height * 4;
    return fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      channels: fc.constant(4 as const),
      data: fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes)),
    });
  });

describe("the TGA encoder", () => {
  it("is read by two decoders, pixel for pixel, whatever the size and the alpha", async () => {
    // On failure fast-check prints the seed.
    await fc.assert(
      fc.asyncProperty(pixels, async (source) => {
        const tga = encodeTga(source);
        const { image, warnings } = await decodeTga(tga, { strictMode: true });
        expect(warnings).toEqual([]);
        expect([image.width, image.height]).toEqual([source.width, source.height]);
        expect(source.data.equals(image.data)).toBe(true);

        const other = new TGA(tga, { dontFixAlpha: true });
        expect([other.width, other.height]).toEqual([source.width, source.height]);
        expect(source.data.equals(other.pixels)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [1, 4096],
    [4096, 1],
    [257, 255],
  ])("keeps the sides of %i x %i apart", async (width, height) => {
    const data = Buffer.alloc(width * height * 4, Buffer.from([200, 100, 50, 25, 1, 2, 3, 0]));
    const tga = encodeTga({ data, width, height, channels: 4 });
    const { image } = await decodeTga(tga, { strictMode: true });
    expect([image.width, image.height, data.equals(image.data)]).toEqual([width, height, true]);
    const other = new TGA(tga, { dontFixAlpha: true });
    expect([other.width, other.height, data.equals(other.pixels)]).toEqual([width, height, true]);
  });

  it("says what it is: 32 bits, 8 of them alpha, rows from the top, and the signature of TGA 2.0", async () => {
    const tga = encodeTga({ data: Buffer.from([1, 2, 3, 4]), width: 1, height: 1, channels: 4 });
    const { details } = await decodeTga(tga, { strictMode: true });
    expect(details.header).toMatchObject({ imageType: 2, bitDepth: 32, imageDescriptor: 0x28 });
    expect(details.footer).toMatchObject({ extensionAreaOffset: 0, developerDirectoryOffset: 0 });
    expect(tga.subarray(18, 22)).toEqual(Buffer.from([3, 2, 1, 4]));
    expect(tga).toHaveLength(18 + 4 + 26);
  });

  it("refuses what a TGA can't hold", () => {
    const data = Buffer.alloc(4);
    expect(() => encodeTga({ data, width: MAX_TGA_SIDE + 1, height: 1, channels: 4 })).toThrow(RangeError);
    expect(() => encodeTga({ data, width: 1, height: 1, channels: 3 })).toThrow("3 channels");
  });
});

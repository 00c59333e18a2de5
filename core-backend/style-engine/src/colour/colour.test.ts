import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexToLab, hexToRgb, labToHex, rgbToHex } from "./hex.ts";
import { labImageToRgb, labToRgb, type Rgb, rgbImageToLab, rgbToLab } from "./lab.ts";

const byte = fc.integer({ min: 0, max: 255 });
const anyRgb = fc.tuple(byte, byte, byte);

describe("Lab", () => {
  // Reference values: sRGB primaries and mid grey under D65, as tabulated by Lindbloom.
  it.each<[Rgb, number[]]>([
    [
      [255, 255, 255],
      [100, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [255, 0, 0],
      [53.24, 80.09, 67.2],
    ],
    [
      [0, 255, 0],
      [87.73, -86.18, 83.18],
    ],
    [
      [0, 0, 255],
      [32.3, 79.19, -107.86],
    ],
    [
      [119, 119, 119],
      [50.03, 0, 0],
    ],
  ])("of %j is %j", (rgb, lab) => {
    const actual = rgbToLab(rgb);
    lab.forEach((value, channel) => {
      expect(Math.abs((actual[channel] ?? Number.NaN) - value)).toBeLessThan(0.05);
    });
  });

  it("comes back as the same bytes", () => {
    fc.assert(
      fc.property(anyRgb, (rgb) => {
        expect(labToRgb(rgbToLab(rgb))).toEqual(rgb);
      }),
    );
  });

  it("clips what lies outside sRGB", () => {
    expect(labToRgb([120, 0, 0])).toEqual([255, 255, 255]);
    expect(labToRgb([-5, 0, 0])).toEqual([0, 0, 0]);
  });

  it("by table agrees with the formula", () => {
    fc.assert(
      fc.property(anyRgb, (rgb) => {
        const table = rgbImageToLab(Uint8Array.from(rgb));
        rgbToLab(rgb).forEach((value, channel) => {
          expect(Math.abs(value - (table[channel] ?? Number.NaN))).toBeLessThan(0.1);
        });
        const back = labImageToRgb(table);
        rgb.forEach((value, channel) => {
          expect(Math.abs(value - (back[channel] ?? Number.NaN))).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});

describe("hex", () => {
  it("is the specification's notation and reads back", () => {
    expect(rgbToHex([255, 87, 51])).toBe("#FF5733");
    expect(hexToRgb("#ff5733")).toEqual([255, 87, 51]);
    expect(labToHex(hexToLab("#33FF57") ?? [0, 0, 0])).toBe("#33FF57");
  });

  it.each(["", "#fff", "#12345g", "rgb(1,2,3)"])("refuses %j", (text) => {
    expect(hexToRgb(text)).toBeUndefined();
    expect(hexToLab(text)).toBeUndefined();
  });
});

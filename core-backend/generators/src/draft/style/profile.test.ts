import { hexToLab } from "@assetql/style-engine";
import { describe, expect, it } from "vitest";
import { DraftError } from "../errors.ts";
import { distance } from "./palette.ts";
import { measureStyle, type StyleProfile } from "./profile.ts";
import { drawReference, type TestStyle } from "./testing.ts";

async function profileOf(style: TestStyle): Promise<StyleProfile> {
  return measureStyle(await Promise.all([1, 2].map((seed) => drawReference(style, seed))));
}

describe("measureStyle", () => {
  it.each([
    ["flat", "plain"],
    ["pixels", "pixels"],
    ["lines", "lines"],
    ["grain", "texture"],
  ] as const)("sees the medium of %s", async (style, medium) => {
    expect((await profileOf(style)).character.medium).toBe(medium);
  });

  it("finds the side of a pixel-art block at the working size", async () => {
    expect((await profileOf("pixels")).character.block).toBe(16);
  });

  it("takes the exact colours of a flat style, darkest first", async () => {
    const { palette } = await profileOf("flat");
    const lightness = palette.map(({ lab }) => lab[0]);
    expect(lightness).toEqual([...lightness].sort((a, b) => a - b));
    const drawn = ["#8fd3f4", "#0b7a75", "#ff5a4f", "#ffd166"].map((hex) => hexToLab(hex) ?? [0, 0, 0]);
    const missing = drawn.filter((lab) => palette.every((swatch) => distance(swatch.lab, lab) > 3));
    expect(missing).toEqual([]);
    expect(palette.length).toBeLessThan(8);
  });

  it("says which reference cannot be read", async () => {
    const broken = [await drawReference("flat", 1), new Uint8Array([1, 2, 3])];
    await expect(measureStyle(broken)).rejects.toThrow(/Reference 2/);
    await expect(measureStyle(broken)).rejects.toBeInstanceOf(DraftError);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lab } from "./lab.ts";
import { mergePalettes, type PaletteColour } from "./palette.ts";
import { paletteDistance } from "./transport.ts";

const colour = (lab: Lab, weight: number): PaletteColour => ({ lab, hex: "#000000", weight });

const axis = fc.integer({ min: -90, max: 90 });
const anyColour = fc
  .tuple(fc.integer({ min: 0, max: 100 }), axis, axis, fc.integer({ min: 1, max: 20 }))
  .map(([L, a, b, weight]) => colour([L, a, b], weight));
const anyPalette = fc.array(anyColour, { minLength: 1, maxLength: 8 });

/** The distance of distributions on a line, the area between their cumulative curves: an independent oracle. */
function onALine(one: readonly PaletteColour[], other: readonly PaletteColour[]): number {
  const total = (palette: readonly PaletteColour[]) => palette.reduce((sum, c) => sum + c.weight, 0);
  let area = 0;
  for (let x = 0; x < 100; x++) {
    const below = (palette: readonly PaletteColour[]) =>
      total(palette.filter((c) => c.lab[0] <= x)) / total(palette);
    area += Math.abs(below(one) - below(other));
  }
  return area;
}

describe("paletteDistance", () => {
  it("is the exact earth mover's distance", () => {
    const grey = (palette: PaletteColour[]) => palette.map((c) => colour([c.lab[0], 0, 0], c.weight));
    fc.assert(
      fc.property(anyPalette, anyPalette, (one, other) => {
        expect(paletteDistance(grey(one), grey(other))).toBeCloseTo(onALine(grey(one), grey(other)), 4);
      }),
    );
  });

  it("is symmetric, 0 to itself and keeps the triangle inequality", () => {
    fc.assert(
      fc.property(anyPalette, anyPalette, anyPalette, (a, b, c) => {
        expect(paletteDistance(a, a)).toBeCloseTo(0, 5);
        expect(paletteDistance(a, b)).toBeCloseTo(paletteDistance(b, a), 4);
        expect(paletteDistance(a, c)).toBeLessThanOrEqual(
          paletteDistance(a, b) + paletteDistance(b, c) + 1e-4,
        );
      }),
    );
  });
});

describe("mergePalettes", () => {
  it("keeps what several palettes agree on and counts each palette the same", () => {
    const red = colour([50, 60, 40], 1);
    const blue = colour([30, 20, -60], 1);
    const merged = mergePalettes([[red], [red], [red, blue].map((c) => colour(c.lab, 0.5))]);
    expect(merged.map((c) => c.lab)).toEqual([red.lab, blue.lab]);
    expect(merged[0]?.weight).toBeCloseTo(2.5 / 3, 4);
  });
});

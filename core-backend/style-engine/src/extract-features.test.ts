import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StyleError } from "./errors.ts";
import { BUILT_IN_ENCODER, extractFeatures, type StyleFeatures } from "./extract-features.ts";
import { fitStyle } from "./scoring/fit-style.ts";
import { scoreStyle } from "./scoring/score-style.ts";
import { styleParameters } from "./style-parameters.ts";
import { blended, drawnFeatures, drawnPixels, mapPixels, mirrored, solid } from "./testing.ts";

const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0);

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(numbersIn) : [];
}

function expectSound(features: StyleFeatures): void {
  expect(numbersIn(features).every(Number.isFinite)).toBe(true);
  expect(sum(features.palette.map(({ weight }) => weight))).toBeCloseTo(1, 3);
  expect(sum(features.lighting.histogram)).toBeCloseTo(1);
  expect(sum(features.composition.layout)).toBeCloseTo(1);
  expect(Math.sqrt(sum(features.embedding.map((v) => v * v)))).toBeCloseTo(1, 3);
  const { composition, texture, lighting } = features;
  const { leftRight, topBottom } = composition.symmetry;
  const units = [leftRight, topBottom, composition.ruleOfThirds, composition.edges.density];
  for (const unit of [
    ...units,
    texture.frequency,
    texture.anisotropy,
    lighting.brightness,
    lighting.contrast,
  ]) {
    expect(unit).toBeGreaterThanOrEqual(0);
    expect(unit).toBeLessThanOrEqual(1 + 1e-9);
  }
}

const anyPixels = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data) => ({ width, height, data })),
  );

describe("extractFeatures", () => {
  it("gives the same features for the same pixels, and names its encoder", async () => {
    const pixels = await drawnPixels("shaded-sand", 1);
    expect(extractFeatures(pixels)).toEqual(extractFeatures({ ...pixels, data: pixels.data.slice() }));
    expect(extractFeatures(pixels).encoder).toEqual(BUILT_IN_ENCODER);
  });

  it("is sound and scores within 0..1 for any small image", () => {
    const model = fitStyle([extractFeatures(solid(40, 40, [200, 30, 30]))]);
    fc.assert(
      fc.property(anyPixels, (pixels) => {
        const features = extractFeatures(pixels);
        expectSound(features);
        for (const score of numbersIn({ ...scoreStyle(model, features), rawCosine: 0 })) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        expect(scoreStyle(fitStyle([features]), features).score).toBeGreaterThan(0.99);
      }),
    );
  });

  it.each([
    [1, 1],
    [256, 1],
    [1, 256],
    [256, 2],
    [3, 256],
    [256, 256],
  ])("is sound for a solid image of %i x %i", (width, height) => {
    const features = extractFeatures(solid(width, height, [255, 87, 51]));
    expectSound(features);
    expect(features.palette).toHaveLength(1);
    expect(features.palette[0]?.hex).toBe("#FF5733");
    expect(features.lighting.contrast).toBeCloseTo(0);
    expect(features.composition.symmetry.leftRight).toBe(1);
    expect(styleParameters([features]).texture.pattern).toBe("smooth");
  });

  it.each([
    [0, 4, 0],
    [4, 4, 4 * 4 * 4],
    [2.5, 2, 15],
  ])("refuses %d x %d with %i bytes", (width, height, bytes) => {
    const attempt = () => extractFeatures({ width, height, data: new Uint8Array(bytes) });
    expect(attempt).toThrow(StyleError);
    expect(attempt).toThrow(expect.objectContaining({ code: "invalid_pixels" }));
  });
});

describe("what is measured", () => {
  const checks = (cell: number) => ({
    ...solid(128, 128, [0, 0, 0]),
    data: Uint8Array.from({ length: 128 * 128 * 3 }, (_, i) => {
      const pixel = Math.floor(i / 3);
      return (Math.floor((pixel % 128) / cell) + Math.floor(pixel / 128 / cell)) % 2 ? 255 : 0;
    }),
  });

  it("a palette has the colours that were painted, by share", () => {
    const quarter = blended(solid(64, 64, [20, 40, 200]), solid(64, 64, [20, 40, 200]), 0);
    quarter.data.set(solid(64, 16, [250, 220, 30]).data);
    const { palette } = extractFeatures(quarter);
    expect(palette.map(({ hex }) => hex)).toEqual(["#1428C8", "#FADC1E"]);
    expect(palette.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
  });

  it("finer texture has a higher frequency", () => {
    const frequency = (cell: number) => extractFeatures(checks(cell)).texture.frequency;
    expect(frequency(3)).toBeGreaterThan(frequency(7));
    expect(frequency(7)).toBeGreaterThan(frequency(13));
  });

  it("a mirrored half makes full symmetry, half black and half white full contrast", async () => {
    const pixels = await drawnPixels("flat-sand", 3);
    const symmetric = blended(pixels, mirrored(pixels), 0.5);
    expect(extractFeatures(symmetric).composition.symmetry.leftRight).toBeGreaterThan(0.99);
    expect(extractFeatures(pixels).composition.symmetry.leftRight).toBeLessThan(0.9);
    const { lighting } = extractFeatures(checks(8));
    expect(lighting.brightness).toBeCloseTo(0.5, 5);
    expect(lighting.contrast).toBeCloseTo(1, 5);
  });

  it("subjects on the thirds raise the rule of thirds, a centred one lowers it", () => {
    const withSpots = (spots: [number, number][]) => {
      const pixels = solid(128, 128, [240, 240, 240]);
      for (const [cx, cy] of spots) {
        for (let y = cy - 8; y < cy + 8; y++)
          pixels.data.fill(10, (y * 128 + cx - 8) * 3, (y * 128 + cx + 8) * 3);
      }
      return extractFeatures(pixels).composition.ruleOfThirds;
    };
    expect(
      withSpots([
        [43, 43],
        [85, 85],
      ]),
    ).toBeGreaterThan(0.7);
    expect(withSpots([[64, 64]])).toBeLessThan(0.5);
  });

  it("grey and colour have the same lighting but another palette", async () => {
    const references = await drawnFeatures("shaded-night", 1, 4);
    const pixels = await drawnPixels("shaded-night", 5);
    const grey = mapPixels(pixels, (rgb) => {
      const light = Math.round(sum(rgb) / 3);
      return [light, light, light];
    });
    const score = scoreStyle(fitStyle(references), extractFeatures(grey));
    expect(score.parts.palette).toBeLessThan(score.parts.lighting);
    expect(score.parts.palette).toBeLessThan(score.parts.texture);
    expect(score.parts.palette).toBeLessThan(0.85);
  });
});

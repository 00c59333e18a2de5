import { beforeAll, describe, expect, it } from "vitest";
import { extractFeatures, type StyleFeatures, withEmbedding } from "../extract-features.ts";
import { styleParameters } from "../style-parameters.ts";
import { blended, drawnFeatures, drawnPixels, mirrored } from "../testing.ts";
import { DEFAULT_STYLE_THRESHOLD } from "./calibration.ts";
import { fitStyle } from "./fit-style.ts";
import { scoreStyle } from "./score-style.ts";

const STYLES = ["outlined-sea", "washed-moss", "shaded-night", "hatched-grey", "pixelled-candy"];
const REFERENCES = 5;

const drawn = new Map<string, StyleFeatures[]>();
const picturesOf = (style: string) => drawn.get(style) ?? [];
const modelOf = (style: string) => fitStyle(picturesOf(style).slice(0, REFERENCES));

beforeAll(async () => {
  for (const style of STYLES) drawn.set(style, await drawnFeatures(style, 101, 108));
});

describe("scoreStyle", () => {
  it("passes other pictures of a style and stops other styles' pictures", () => {
    for (const style of STYLES) {
      const model = modelOf(style);
      const passes = (features: StyleFeatures) =>
        scoreStyle(model, features).score >= DEFAULT_STYLE_THRESHOLD;
      const own = picturesOf(style).slice(REFERENCES).filter(passes);
      const others = STYLES.filter((other) => other !== style)
        .flatMap(picturesOf)
        .filter(passes);
      expect(own.length, `${style} of ${style}`).toBe(3);
      expect(others.length, `others as ${style}`).toBeLessThanOrEqual(2);
    }
  });

  it("gives references a high score against their own model", () => {
    for (const style of STYLES) {
      const scores = picturesOf(style)
        .slice(0, REFERENCES)
        .map((f) => scoreStyle(modelOf(style), f).score);
      expect(Math.min(...scores)).toBeGreaterThan(0.85);
    }
  });

  it("knows a style from one reference", () => {
    for (const style of STYLES) {
      const [reference, ...rest] = picturesOf(style);
      const model = fitStyle(reference ? [reference] : []);
      const scores = (pictures: StyleFeatures[]) =>
        pictures.map((f) => scoreStyle(model, f).score).sort((a, b) => a - b);
      const own = scores(rest);
      const others = scores(STYLES.filter((other) => other !== style).flatMap(picturesOf));
      expect(own[Math.floor(own.length / 2)]).toBeGreaterThan(others.at(-1) ?? 1);
    }
  });

  it("falls as a picture is blended towards another style", async () => {
    const from = await drawnPixels("washed-moss", 120);
    const to = await drawnPixels("shaded-night", 120);
    const scores = [0, 0.25, 0.5, 0.75, 1].map(
      (share) => scoreStyle(modelOf("washed-moss"), extractFeatures(blended(from, to, share))).score,
    );
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it("hardly changes when a picture is mirrored", async () => {
    for (const style of STYLES.filter((name) => name !== "hatched-grey")) {
      const pixels = await drawnPixels(style, 121);
      const [straight, turned] = [pixels, mirrored(pixels)].map(
        (p) => scoreStyle(modelOf(style), extractFeatures(p)).score,
      );
      expect(Math.abs((straight ?? 0) - (turned ?? 1)), style).toBeLessThan(0.03);
    }
  });

  it("scores the same after a model's trip through JSON", () => {
    const model = modelOf("outlined-sea");
    const features = picturesOf("outlined-sea").at(-1)!;
    const restored = JSON.parse(JSON.stringify(model));
    expect(restored).toEqual(model);
    expect(scoreStyle(restored, features)).toEqual(scoreStyle(model, features));
  });
});

describe("encoders", () => {
  const clip = { id: "clip-vit-l-14", version: "1" };

  it("are never mixed", () => {
    const [one, two] = picturesOf("outlined-sea");
    const other = withEmbedding(two!, clip, [1, 0, 0]);
    expect(() => fitStyle([one!, other])).toThrow(expect.objectContaining({ code: "encoder_mismatch" }));
    expect(() => scoreStyle(fitStyle([one!]), other)).toThrow(
      expect.objectContaining({ code: "encoder_mismatch" }),
    );
    const newer = { ...one!, encoder: { ...one!.encoder, version: "0" } };
    expect(() => scoreStyle(fitStyle([one!]), newer)).toThrow(
      expect.objectContaining({ code: "encoder_mismatch" }),
    );
  });

  it("may be others, if their embeddings have one length", () => {
    const [one, two] = picturesOf("outlined-sea");
    const model = fitStyle([withEmbedding(one!, clip, [0.6, 0.8])]);
    const score = scoreStyle(model, withEmbedding(two!, clip, [0.8, 0.6]));
    expect(score.rawCosine).toBeCloseTo(0.96);
    expect(score.encoder).toEqual(clip);
    expect(() => scoreStyle(model, withEmbedding(two!, clip, [1]))).toThrow(
      expect.objectContaining({ code: "invalid_embedding" }),
    );
    expect(() => fitStyle([withEmbedding(one!, clip, [1]), withEmbedding(two!, clip, [0.6, 0.8])])).toThrow(
      expect.objectContaining({ code: "invalid_embedding" }),
    );
  });
});

describe("fitStyle", () => {
  it("needs a reference", () => {
    expect(() => fitStyle([])).toThrow(expect.objectContaining({ code: "no_references" }));
  });

  it("allows a varied set more than a uniform one", () => {
    const uniform = fitStyle(Array.from({ length: 5 }, () => picturesOf("outlined-sea")[0]!));
    const varied = fitStyle(STYLES.map((style) => picturesOf(style)[0]!));
    for (const part of ["palette", "texture", "lighting", "embedding"] as const) {
      expect(varied.spread[part]).toBeGreaterThan(uniform.spread[part]);
      expect(uniform.spread[part]).toBeGreaterThan(0);
    }
  });
});

describe("styleParameters", () => {
  it("has the specification's storage format", () => {
    const parameters = styleParameters(picturesOf("outlined-sea"));
    expect(parameters.colorPalette).toHaveLength(5);
    for (const hex of parameters.colorPalette) expect(hex).toMatch(/^#[0-9A-F]{6}$/);
    expect(Object.keys(parameters)).toEqual(["colorPalette", "composition", "texture", "lighting"]);
    expect(parameters.texture.frequency).toMatch(/^(low|medium|high)$/);
    expect(() => styleParameters([])).toThrow(expect.objectContaining({ code: "no_references" }));
  });

  it("tells light from dark and smooth from hatched", () => {
    const brightness = (style: string) => styleParameters(picturesOf(style)).lighting.brightness;
    expect(brightness("hatched-grey")).toBeGreaterThan(brightness("shaded-night") + 0.2);
    expect(styleParameters(picturesOf("hatched-grey")).texture.pattern).not.toBe("smooth");
  });
});

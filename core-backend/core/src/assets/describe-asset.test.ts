import { describe, expect, it } from "vitest";
import { cutAtWord, describeAsset } from "./describe-asset.ts";

describe("describeAsset", () => {
  it("prefers the row's own words", () => {
    const row = { SKU: "NF-1", Title: "Harbour mug", "Alt text": "A green mug", subject: "mug" };
    expect(describeAsset(row, "prompt")).toEqual({
      sku: "NF-1",
      title: "Harbour mug",
      altText: "A green mug",
    });
  });

  it("makes do with the subject and the prompt", () => {
    expect(describeAsset({ subject: "mug" }, "A green mug")).toEqual({
      sku: null,
      title: "mug",
      altText: "A green mug",
    });
    expect(describeAsset({}, "A green mug").title).toBe("A green mug");
  });

  it("keeps alt text within 125 characters", () => {
    expect(describeAsset({}, "word ".repeat(60)).altText.length).toBeLessThanOrEqual(125);
  });
});

describe("cutAtWord", () => {
  it("ends at a word, without punctuation before the ellipsis", () => {
    expect(cutAtWord("a green mug, on a table", 14)).toBe("a green mug…");
    expect(cutAtWord("a green\n  mug", 40)).toBe("a green mug");
    expect(cutAtWord("x".repeat(30), 10)).toBe(`${"x".repeat(9)}…`);
  });
});

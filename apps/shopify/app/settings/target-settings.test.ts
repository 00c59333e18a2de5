import { altTextRules, placements, shopifyConfigSchema, variantImageRules } from "@assetql/shopify";
import { describe, expect, it } from "vitest";
import { choices, isSame, type TargetSettings, WIDTHS, widthProblem } from "./target-settings.ts";

const usual: TargetSettings = {
  placement: "first",
  variantImages: "all",
  altText: "keep",
  format: "jpg",
  width: "",
};

describe("where images go on products", () => {
  it("offers exactly what the connector knows", () => {
    expect([...choices.placement].sort()).toEqual([...placements].sort());
    expect([...choices.variantImages].sort()).toEqual([...variantImageRules].sort());
    expect([...choices.altText].sort()).toEqual([...altTextRules].sort());
    for (const format of choices.format) expect(shopifyConfigSchema.shape.format.parse(format)).toBe(format);
  });

  it("takes the widths that the connector takes, and no others", () => {
    const { width } = shopifyConfigSchema.shape;
    for (const pixels of [WIDTHS.least, 1_024, WIDTHS.most]) {
      expect(widthProblem(String(pixels))).toBeUndefined();
      expect(width.safeParse(pixels).success).toBe(true);
    }
    for (const pixels of [WIDTHS.least - 1, WIDTHS.most + 1]) {
      expect(widthProblem(String(pixels))).toBe("out-of-range");
      expect(width.safeParse(pixels).success).toBe(false);
    }
    for (const typed of ["12.5", "-100", "1e3", "wide", "10000000"]) {
      expect(widthProblem(typed), typed).toBe("not-a-number");
    }
    expect(widthProblem("  ")).toBeUndefined();
  });

  it("has changed only where somebody would see it", () => {
    expect(isSame(usual, { ...usual, width: " " })).toBe(true);
    expect(isSame(usual, { ...usual, width: "800" })).toBe(false);
    expect(isSame(usual, { ...usual, altText: "ours" })).toBe(false);
  });
});

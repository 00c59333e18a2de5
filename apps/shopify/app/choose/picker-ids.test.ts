import { itemIdOf } from "@assetql/shopify";
import { describe, expect, it } from "vitest";
import { comparePicks, shownInPicker } from "./picker-ids.ts";

const product = (number: number) => `gid://shopify/Product/${number}`;
const variant = (number: number) => `gid://shopify/ProductVariant/${number}`;
const colour = (value: string) => itemIdOf({ kind: "colour", product: "1", option: "Color", value });

describe("what is picked, in Shopify's picker", () => {
  it("is ticked: variants one by one, colors as their product", () => {
    const ids = ["11", "12"].map((each) => itemIdOf({ kind: "variant", product: "1", variant: each }));
    expect(
      shownInPicker(new Set([...ids, itemIdOf({ kind: "variant", product: "2", variant: "21" })])).selection,
    ).toEqual([
      { id: product(1), variants: [variant(11), variant(12)] },
      { id: product(2), variants: [variant(21)] },
    ]);
    expect(shownInPicker(new Set([colour("Dark/red"), colour("Navy")])).selection).toEqual([
      { id: product(1) },
    ]);
    expect(shownInPicker(new Set([itemIdOf({ kind: "collection", collection: "5" })])).selection).toEqual([
      { id: "gid://shopify/Collection/5" },
    ]);
  });

  it("is told apart from what is new, and taken off when it is unticked", () => {
    const shown = shownInPicker(new Set(["product/1", "product/2"]));
    expect(comparePicks(shown, [product(2), product(3)])).toEqual({
      added: [product(3)],
      removed: ["product/1"],
    });
    const colours = shownInPicker(new Set([colour("Sand"), colour("Navy")]));
    expect(comparePicks(colours, [product(1)])).toEqual({ added: [], removed: [] });
    expect(comparePicks(colours, [])).toEqual({ added: [], removed: [colour("Sand"), colour("Navy")] });
  });

  it("stays picked where there is too much of it to be shown", () => {
    const many = Array.from({ length: 300 }, (_, number) => `product/${number}`);
    const shown = shownInPicker(new Set(many));
    expect(shown.selection).toHaveLength(250);
    expect(comparePicks(shown, []).removed).toEqual(many.slice(0, 250));
  });
});

import type { Item } from "@assetql/contract";
import { expect, it } from "vitest";
import { rowOf } from "./row.ts";

const item = (changes: Partial<Item>): Item => ({
  id: "product/1",
  kind: "product",
  title: "Linen shirt",
  url: "https://admin.shopify.com/store/shop/products/1",
  fields: { sku: "SHI-SAND-S", price: "24.00", option_color: "Sand, Navy", option_size: "S, M" },
  image: null,
  updatedAt: 1,
  ...changes,
});

it("tells a product's options, and a SKU only where there is one", () => {
  expect(rowOf(item({}))).toMatchObject({ options: "Sand, Navy / S, M", sku: "" });
  expect(rowOf(item({ fields: { sku: "MUG" } }))).toMatchObject({ options: "", sku: "MUG" });
});

it("does not tell the options of a variant or a color twice: its title has them", () => {
  const fields = { sku: "SHI-SAND-S", option_color: "Sand", option_size: "S" };
  const variant = { id: "variant/1/11", kind: "variant", title: "Linen shirt – Sand / S", fields };
  expect(rowOf(item(variant))).toMatchObject({
    title: "Linen shirt – Sand / S",
    options: "",
    sku: "SHI-SAND-S",
  });
  const colour = { id: "colour/1/Color=Sand", kind: "colour", fields: { ...fields, option_size: "S, M" } };
  expect(rowOf(item(colour))).toMatchObject({ options: "", sku: "" });
});

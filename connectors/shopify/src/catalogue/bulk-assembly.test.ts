import { expect, it } from "vitest";
import type { BulkLine } from "../operations/product-fields.ts";
import { createAssembly } from "./bulk-assembly.ts";
import { itemKinds } from "./catalogue.ts";
import { partsOf } from "./items.ts";

const product = "gid://shopify/Product/1";
const variant = { title: "Red", sku: "MUG", price: "10.00", __parentId: product };
const red = [{ name: "Color", value: "Red" }];
const lines: readonly BulkLine[] = [
  {
    id: product,
    title: "Mug",
    handle: "mug",
    productType: "Mug",
    vendor: "Acme",
    tags: ["blue"],
    description: "A lovely mug.",
    status: "ACTIVE",
    updatedAt: "2026-03-01T00:00:00Z",
    options: [{ name: "Color", optionValues: [{ name: "Red" }, { name: "Blue" }] }],
    featuredMedia: null,
  },
  {
    namespace: "custom",
    key: "material",
    type: "single_line_text_field",
    value: "Clay",
    __parentId: product,
  },
  { ...variant, id: "gid://shopify/ProductVariant/11", selectedOptions: red },
];

it("makes the same ids of less, when ids are all that is wanted", () => {
  for (const kind of itemKinds) {
    const [whole, lean] = [createAssembly(() => true), createAssembly(() => true, kind)].map((assembly) => {
      for (const line of lines) assembly.add(line);
      return [...assembly.products().values()];
    });
    const idsOf = (reads = whole) => reads?.flatMap((read) => partsOf(kind, read)).map(({ id }) => id);
    expect(idsOf(lean)).toEqual(idsOf());
    expect(JSON.stringify(lean)).not.toMatch(/lovely|Clay/);
    expect(lean?.[0]?.variants).toHaveLength(kind === "products" ? 0 : 1);
  }
});

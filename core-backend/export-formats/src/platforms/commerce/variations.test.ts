import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, smoothPng } from "../../test-support.ts";
import type { ExportAsset } from "../../types.ts";

const png = await smoothPng(30, 20);
const tee = (sku: string, metadata: Record<string, string>, changes: Partial<ExportAsset> = {}) =>
  makeAsset(png, {
    assetId: `as_${sku}`,
    sku,
    title: `Tee ${sku}`,
    category: "Shirts",
    metadata: { parent_sku: "TEE", ...metadata },
    ...changes,
  });

async function rowsOf(assets: readonly ExportAsset[]) {
  const { csv, text } = await exportAndRead(makeJob(assets, { platform: "woocommerce" }));
  return { rows: csv("products-woocommerce.csv"), text };
}

describe("variations for WooCommerce", () => {
  it("follow their variable parent with its attributes in the importer's columns", async () => {
    const { rows } = await rowsOf([
      tee("TEE-R-S", { color: "Red", size: "S", price: "12" }),
      makeAsset(png, { assetId: "as_mug", sku: "MUG" }),
      tee("TEE-B-S", { color: "Blue", size: "S" }),
      tee("TEE-B-L", { color: "Blue", size: "L" }),
    ]);
    expect(rows.map(({ Type, SKU, Parent }) => [Type, SKU, Parent])).toEqual([
      ["variable", "TEE", ""],
      ["variation", "TEE-R-S", "TEE"],
      ["variation", "TEE-B-S", "TEE"],
      ["variation", "TEE-B-L", "TEE"],
      ["simple", "MUG", ""],
    ]);
    expect(rows[0]).toEqual({
      ID: "",
      Type: "variable",
      SKU: "TEE",
      Name: "TEE",
      Published: "-1",
      "Visibility in catalog": "visible",
      "Regular price": "",
      Categories: "Shirts",
      Tags: "mug, blue",
      Images: "TEE-R-S-large.jpg, TEE-B-S-large.jpg, TEE-B-L-large.jpg",
      Parent: "",
      "Attribute 1 name": "Color",
      "Attribute 1 value(s)": "Red, Blue",
      "Attribute 1 visible": "1",
      "Attribute 1 global": "1",
      "Attribute 2 name": "Size",
      "Attribute 2 value(s)": "S, L",
      "Attribute 2 visible": "1",
      "Attribute 2 global": "1",
    });
    expect(rows[1]).toMatchObject({
      Name: "Tee TEE-R-S",
      "Regular price": "12",
      Categories: "",
      Tags: "",
      Images: "TEE-R-S-large.jpg",
      "Attribute 1 name": "Color",
      "Attribute 1 value(s)": "Red",
      "Attribute 1 visible": "",
      "Attribute 1 global": "1",
      "Attribute 2 value(s)": "S",
    });
    expect(rows[4]).toMatchObject({ "Attribute 1 name": "", "Attribute 1 global": "" });
  });

  it("are described by the asset that has the parent's SKU, wherever it comes", async () => {
    const { rows } = await rowsOf([
      tee("TEE-R", { option_neck_line: "V, deep" }),
      tee("TEE", {}, { title: "Our tee", metadata: {} }),
      tee("TEE-R", { option_neck_line: "V, deep" }, { assetId: "as_back" }),
    ]);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      Type: "variable",
      Name: "Our tee",
      Images: "TEE-large.jpg, TEE-R-large.jpg, TEE-R-2-large.jpg",
      "Attribute 1 name": "Neck line",
      "Attribute 1 value(s)": "V\\, deep",
      "Attribute 1 global": "0",
    });
    // A variation has one image.
    expect(rows[1]).toMatchObject({ Type: "variation", SKU: "TEE-R", Images: "TEE-R-large.jpg" });
  });

  it("keep the parent's order of attributes and leave blank what a row doesn't say", async () => {
    const { rows } = await rowsOf([
      tee("A", { color: "Red" }),
      tee("B", { Size: "L", Color: "Blue", parent_title: "The tee" }),
    ]);
    expect(rows.map((row) => [row["Attribute 1 value(s)"], row["Attribute 2 value(s)"]])).toEqual([
      ["Red, Blue", "L"],
      ["Red", ""],
      ["Blue", "L"],
    ]);
    expect(rows[2]).toMatchObject({ "Attribute 1 name": "Color", "Attribute 2 name": "Size" });
  });

  it("without a SKU are told apart by their choices, and a shared handle doesn't merge them", async () => {
    const without = (assetId: string, color: string) =>
      makeAsset(png, { assetId, title: color, metadata: { parent: "TEE", color, handle: "tee" } });
    const { rows } = await rowsOf([without("a1", "Red"), without("a2", "Blue"), without("a3", "Red")]);
    expect(rows.map(({ Type, Name, SKU }) => [Type, Name, SKU])).toEqual([
      ["variable", "TEE", "TEE"],
      ["variation", "Red", ""],
      ["variation", "Blue", ""],
    ]);
  });

  it("need a choice: a row with a parent alone is a simple product, and the README names it", async () => {
    const { rows, text } = await rowsOf([tee("TEE-1", {}), tee("TEE-2", { color: "Red" })]);
    expect(rows.map(({ Type, SKU }) => [Type, SKU])).toEqual([
      ["simple", "TEE-1"],
      ["variable", "TEE"],
      ["variation", "TEE-2"],
    ]);
    expect(text("README.txt")).toContain("so they are simple products: Tee TEE-1.");
  });

  it("come of a parent only: a colour alone changes nothing", async () => {
    const { rows } = await rowsOf([
      makeAsset(png, { sku: "MUG", metadata: { color: "Red", option_size: "L" } }),
    ]);
    expect(rows).toEqual([expect.objectContaining({ Type: "simple", SKU: "MUG" })]);
    expect(Object.keys(rows[0]!)).not.toContain("Parent");
    expect(Object.keys(rows[0]!)).not.toContain("Attribute 1 name");
  });

  it("never lose a product: SKUs are all there, whatever handles say", async () => {
    const { rows } = await rowsOf([
      tee("TEE-1", { color: "Red" }),
      tee("TEE", {}, { assetId: "p1", metadata: { handle: "one" } }),
      tee("TEE", {}, { assetId: "p2", metadata: { handle: "two" } }),
    ]);
    expect(rows.map(({ Type, SKU }) => [Type, SKU])).toEqual([
      ["variable", "TEE"],
      ["variation", "TEE-1"],
      ["simple", "TEE"],
    ]);
  });
});

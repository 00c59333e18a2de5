import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, smoothPng } from "../../test-support.ts";

const png = await smoothPng(900, 600);
const mug = (changes = {}) => makeAsset(png, { sku: "NF-MUG-014", category: "Mugs", ...changes });

describe("commerce packages", () => {
  it("have three JPEG sizes named by SKU, none larger than the source", async () => {
    const { files, manifest } = await exportAndRead(makeJob([mug()], { platform: "shopify" }));
    const sizes = [];
    for (const size of ["thumbnail", "medium", "large"]) {
      const { format, space, width, height } = await sharp(
        files.get(`images/${size}/NF-MUG-014-${size}.jpg`)!,
      ).metadata();
      sizes.push({ format, space, width, height });
    }
    const jpeg = { format: "jpeg", space: "srgb" };
    expect(sizes).toEqual([
      { ...jpeg, width: 256, height: 171 },
      { ...jpeg, width: 800, height: 533 },
      { ...jpeg, width: 900, height: 600 },
    ]);
    expect(manifest.assets[0]!.files.map(({ role, width, height }) => ({ role, width, height }))).toEqual([
      { role: "thumbnail", width: 256, height: 171 },
      { role: "medium", width: 800, height: 533 },
      { role: "large", width: 900, height: 600 },
    ]);
  });

  it("tell apart SKUs that differ only in what a file name can't have", async () => {
    const assets = [
      mug(),
      mug({ assetId: "as_2", sku: "nf-mug-014" }),
      mug({ assetId: "as_3", sku: "NF/MUG/014" }),
    ];
    const { files } = await exportAndRead(makeJob(assets, { platform: "shopify" }));
    const large = [...files.keys()].filter((path) => path.startsWith("images/large/"));
    expect(large).toEqual([
      "images/large/NF-MUG-014-large.jpg",
      "images/large/nf-mug-014-2-large.jpg",
      "images/large/NF-MUG-014-3-large.jpg",
    ]);
  });

  it("list every file with its alt text", async () => {
    const { csv, files } = await exportAndRead(
      makeJob([mug({ altText: '=Mug, "blue"' })], { platform: "shopify" }),
    );
    const rows = csv("images.csv");
    expect(rows.map(({ file }) => files.has(file!))).toEqual([true, true, true]);
    expect(rows[0]).toMatchObject({ sku: "NF-MUG-014", alt_text: '\'=Mug, "blue"', size: "thumbnail" });
  });
});

describe("the Shopify product file", () => {
  it("has a draft per SKU and a further row per further image", async () => {
    const assets = [
      mug({ publicUrl: "https://cdn.example/a.png" }),
      makeAsset(png, { assetId: "as_9", title: "-Lamp", publicUrl: "https://cdn.example/lamp.png" }),
      mug({ assetId: "as_2", altText: "From above", publicUrl: "https://cdn.example/b.png" }),
    ];
    const { csv } = await exportAndRead(makeJob(assets, { platform: "shopify" }));
    const rows = csv("products-shopify.csv");
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      Title: "Blue mug",
      "URL handle": "blue-mug",
      Type: "Mugs",
      Tags: "mug, blue",
      "Published on online store": "FALSE",
      Status: "draft",
      SKU: "NF-MUG-014",
      "Option1 name": "Title",
      "Option1 value": "Default Title",
      "Product image URL": "https://cdn.example/a.png",
      "Image position": "1",
      "Image alt text": "A blue mug on a wooden table",
    });
    expect(rows[1]).toMatchObject({
      Title: "",
      "URL handle": "blue-mug",
      "Product image URL": "https://cdn.example/b.png",
      "Image position": "2",
      "Image alt text": "From above",
    });
    expect(rows[2]).toMatchObject({ Title: "'-Lamp", "URL handle": "lamp", SKU: "" });
  });

  it("takes price, vendor, description and handle from the batch's own columns and makes none up", async () => {
    const given = { Price: "12.50", Vendor: "Nordic", description: "1 < 2\nnice", handle: "the-mug" };
    const assets = [
      mug({ metadata: given }),
      mug({ assetId: "as_2", sku: "S-2", title: "Lamp", metadata: { price: "=1+1", vendor: "X" } }),
    ];
    const { csv } = await exportAndRead(makeJob(assets, { platform: "shopify" }));
    const [first, second] = csv("products-shopify.csv");
    expect(first).toMatchObject({
      Price: "12.50",
      Vendor: "Nordic",
      "URL handle": "the-mug",
      Description: "<p>1 &lt; 2<br>nice</p>",
    });
    expect(second).toMatchObject({ Price: "", Vendor: "" });
  });

  it("says so when there is no address for the images", async () => {
    const assets = [mug(), mug({ assetId: "as_2", publicUrl: "javascript:alert(1)" })];
    const { csv, text } = await exportAndRead(makeJob(assets, { platform: "shopify" }));
    expect(csv("products-shopify.csv").map((row) => row["Product image URL"])).toEqual([""]);
    expect(text("README.txt")).toContain("match images to products by file name");
  });

  it("makes addresses of the base address and the large image's name", async () => {
    const { csv } = await exportAndRead(
      makeJob([mug()], { platform: "shopify", options: { imageBaseUrl: "https://cdn.example/spring" } }),
    );
    expect(csv("products-shopify.csv")[0]!["Product image URL"]).toBe(
      "https://cdn.example/spring/NF-MUG-014-large.jpg",
    );
  });
});

describe("the WooCommerce product file", () => {
  it("has a draft per SKU with all its images", async () => {
    const assets = [
      mug({ category: "Kitchen, large > Mugs", publicUrl: "https://cdn.example/a,b.png" }),
      mug({ assetId: "as_2", publicUrl: "https://cdn.example/c.png" }),
    ];
    const { csv } = await exportAndRead(makeJob(assets, { platform: "woocommerce" }));
    expect(csv("products-woocommerce.csv")).toEqual([
      {
        ID: "",
        Type: "simple",
        SKU: "NF-MUG-014",
        Name: "Blue mug",
        Published: "-1",
        "Visibility in catalog": "visible",
        Categories: "Kitchen\\, large > Mugs",
        Tags: "mug, blue",
        Images: "https://cdn.example/a%2Cb.png, https://cdn.example/c.png",
      },
    ]);
  });

  it("refers to images in the media library when there is no address", async () => {
    const { csv, text } = await exportAndRead(makeJob([mug()], { platform: "woocommerce" }));
    expect(csv("products-woocommerce.csv")[0]!.Images).toBe("NF-MUG-014-large.jpg");
    expect(text("README.txt")).toContain("First upload the files of the folder images/large");
  });
});

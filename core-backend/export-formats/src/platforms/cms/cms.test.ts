import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, smoothPng } from "../../test-support.ts";

const png = await smoothPng(1700, 850);
const assets = [
  makeAsset(png, { sku: "NF-MUG-014", category: "Mugs", tags: ["blue", "Blue ", "half, full", "青"] }),
  makeAsset(png, { assetId: "as/2", title: "@Lamp", category: "mugs", tags: ["blue"] }),
];

describe("CMS packages", () => {
  it("have one JPEG per asset, its longest side within the limit", async () => {
    const { files } = await exportAndRead(makeJob(assets, { platform: "wordpress" }));
    const { format, width, height } = await sharp(files.get("images/NF-MUG-014.jpg")!).metadata();
    expect({ format, width, height }).toEqual({ format: "jpeg", width: 1600, height: 800 });
    expect(files.has("images/Lamp.jpg")).toBe(true);
  });
});

describe("the WordPress import files", () => {
  it("map tags and categories to WordPress terms, each term once", async () => {
    const { csv } = await exportAndRead(makeJob(assets, { platform: "wordpress" }));
    expect(csv("media-wordpress.csv")[0]).toMatchObject({
      file: "images/NF-MUG-014.jpg",
      image_url: "",
      slug: "nf-mug-014",
      alt_text: "A blue mug on a wooden table",
      categories: "Mugs",
      tags: "blue,half full,青",
      assetql_id: "as_1",
    });
    expect(csv("media-wordpress.csv")[1]).toMatchObject({ title: "'@Lamp" });
    const terms = csv("terms-wordpress.csv");
    expect(terms.map(({ taxonomy, name }) => `${taxonomy} ${name}`)).toEqual([
      "category Mugs",
      "post_tag blue",
      "post_tag half full",
      "post_tag 青",
    ]);
    for (const { slug } of terms) expect(slug).toMatch(/^[a-z0-9-]+$/);
  });
});

describe("the Contentful import files", () => {
  it("refer to the files of the package and link tags that they define", async () => {
    const { text, files, csv } = await exportAndRead(makeJob(assets, { platform: "contentful" }));
    const content = JSON.parse(text("contentful-import.json"));
    const ids = new Set(content.tags.map((tag: { sys: { id: string } }) => tag.sys.id));
    expect(ids.size).toBe(content.tags.length);
    for (const { sys, metadata, fields } of content.assets) {
      expect(sys.id).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
      for (const tag of metadata.tags) expect(ids.has(tag.sys.id)).toBe(true);
      expect(files.has(fields.file["en-US"].url.replace(/^\/\//, ""))).toBe(true);
      expect(fields.description["en-US"]).toBe("A blue mug on a wooden table");
    }
    expect(csv("assets-contentful.csv")[0]).toMatchObject({ id: "as_1", content_type: "image/jpeg" });
  });

  it("use the base address and the locale asked for", async () => {
    const { text } = await exportAndRead(
      makeJob(assets, {
        platform: "contentful",
        options: { imageBaseUrl: "https://cdn.example/x/", locale: "de" },
      }),
    );
    const [asset] = JSON.parse(text("contentful-import.json")).assets;
    expect(asset.fields.file.de).toEqual({
      url: "https://cdn.example/x/NF-MUG-014.jpg",
      fileName: "NF-MUG-014.jpg",
      contentType: "image/jpeg",
    });
  });
});

import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, smoothPng } from "../../test-support.ts";
import type { ExportPlatform, TaxonomyMapping } from "../../types.ts";

const png = await smoothPng(8, 8);
const assets = [
  makeAsset(png, { assetId: "a1", category: "Mug", tags: ["Blue", "wood", "teal "] }),
  makeAsset(png, { assetId: "a2", title: "Lamp", category: "Lamps", tags: ["BLUE", "glass"] }),
];
const write = (platform: ExportPlatform, taxonomy: TaxonomyMapping) =>
  exportAndRead(makeJob(assets, { platform, options: { taxonomy } }));

describe("a taxonomy mapping for WordPress", () => {
  it("puts the site's terms into both files and keeps other words as they are", async () => {
    const { csv, text, manifest } = await write("wordpress", {
      categories: { mug: "Kitchen" },
      tags: { blue: "colour-blue", teal: "colour-blue" },
    });
    expect(csv("media-wordpress.csv").map(({ categories, tags }) => ({ categories, tags }))).toEqual([
      { categories: "Kitchen", tags: "colour-blue,wood" },
      { categories: "Lamps", tags: "colour-blue,glass" },
    ]);
    expect(csv("terms-wordpress.csv")).toEqual([
      { taxonomy: "category", name: "Kitchen", slug: "kitchen" },
      { taxonomy: "category", name: "Lamps", slug: "lamps" },
      { taxonomy: "post_tag", name: "colour-blue", slug: "colour-blue" },
      { taxonomy: "post_tag", name: "wood", slug: "wood" },
      { taxonomy: "post_tag", name: "glass", slug: "glass" },
    ]);
    expect(text("README.txt")).toContain(
      "they go along as they are. Unmapped categories: Lamps. Unmapped tags: wood, glass.",
    );
    expect(manifest.taxonomy).toEqual({
      unmapped: "keep",
      unmappedCategories: ["Lamps"],
      unmappedTags: ["wood", "glass"],
    });
  });

  it("drops other words when asked to, and still names them", async () => {
    const { csv, text, manifest } = await write("wordpress", { tags: { blue: "Azure" }, unmapped: "drop" });
    expect(csv("media-wordpress.csv").map(({ categories, tags }) => ({ categories, tags }))).toEqual([
      { categories: "", tags: "Azure" },
      { categories: "", tags: "Azure" },
    ]);
    expect(csv("terms-wordpress.csv").map(({ name }) => name)).toEqual(["Azure"]);
    expect(text("README.txt")).toContain("they are left out. Unmapped categories: Mug, Lamps.");
    expect(manifest.taxonomy?.unmappedTags).toEqual(["wood", "teal", "glass"]);
  });

  it("says nothing of words when there is no mapping or every word has a term", async () => {
    const without = await exportAndRead(makeJob(assets, { platform: "wordpress" }));
    expect(without.manifest.taxonomy).toBeUndefined();
    const complete = await write("wordpress", {
      categories: { mug: "A", lamps: "B" },
      tags: { blue: "c", wood: "d", teal: "e", glass: "f" },
    });
    for (const { text } of [without, complete])
      expect(text("README.txt")).not.toContain("mapping doesn't name");
  });

  it("doesn't take a word for something every object has", async () => {
    const odd = [makeAsset(png, { tags: ["constructor", "__proto__"] })];
    const options = { taxonomy: { tags: JSON.parse('{"__proto__":"Odd"}') } };
    const { csv } = await exportAndRead(makeJob(odd, { platform: "wordpress", options }));
    expect(csv("media-wordpress.csv")[0]?.tags).toBe("constructor,Odd");
  });
});

describe("a taxonomy mapping for Contentful", () => {
  it("links to the space's tags and concepts without making them", async () => {
    const { text, csv } = await write("contentful", {
      categories: { mug: "concept:kitchenware" },
      tags: { blue: "colourBlue", teal: "tag:colourBlue" },
    });
    const content = JSON.parse(text("contentful-import.json"));
    const link = (linkType: string, id: string) => ({ sys: { type: "Link", linkType, id } });
    expect(content.assets.map(({ metadata }: { metadata: unknown }) => metadata)).toEqual([
      {
        tags: [link("Tag", "colourBlue"), link("Tag", "wood")],
        concepts: [link("TaxonomyConcept", "kitchenware")],
      },
      { tags: [link("Tag", "category-lamps"), link("Tag", "colourBlue"), link("Tag", "glass")] },
    ]);
    expect(content.tags.map(({ sys }: { sys: { id: string } }) => sys.id)).toEqual([
      "wood",
      "category-lamps",
      "glass",
    ]);
    expect(csv("assets-contentful.csv").map(({ tags, concepts }) => ({ tags, concepts }))).toEqual([
      { tags: "colourBlue,wood", concepts: "kitchenware" },
      { tags: "category-lamps,colourBlue,glass", concepts: "" },
    ]);
    expect(text("README.txt")).toContain("must exist already");
  });

  it("leaves out what is not mapped when asked to", async () => {
    const { text } = await write("contentful", { tags: { blue: "colourBlue" }, unmapped: "drop" });
    const content = JSON.parse(text("contentful-import.json"));
    expect(content.tags).toEqual([]);
    expect(content.assets[1].metadata.tags).toHaveLength(1);
  });
});

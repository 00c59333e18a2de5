import { describe, expect, it } from "vitest";
import { tagsFromPrompt } from "./tags.ts";

describe("tagsFromPrompt", () => {
  it("takes the row's own tags first, then its short cells, then the prompt's words", () => {
    const metadata = {
      sku: "NF-1",
      tags: "kitchen; gift",
      material: "stoneware",
      subject: "mug",
      price: "19.90",
    };
    const { tags } = tagsFromPrompt(metadata, "A stoneware mug in sea green, on a plain table");
    expect(tags).toEqual(["kitchen", "gift", "stoneware", "mug", "sea", "green", "plain", "table"]);
  });

  it("makes no tags of prepositions and the phrases they begin", () => {
    const metadata = {
      material: "olive-wood and steel",
      setting: "beside a window",
      colour: "natural tones",
    };
    const { tags } = tagsFromPrompt(metadata, "knife next to jasmine");
    expect(tags).toEqual(["olive-wood", "steel", "knife", "jasmine"]);
  });

  it("leaves out names, numbers, addresses and whole sentences", () => {
    const { tags } = tagsFromPrompt(
      {
        title: "The Mug",
        image_id: "77",
        note: "one of the very best that we ever had in the shop",
        size: "12",
      },
      "mug",
    );
    expect(tags).toEqual(["mug"]);
  });

  it("reads the category from its column, else from the subject, else has none", () => {
    expect(tagsFromPrompt({ category: "Kitchen", subject: "mug" }, "x").category).toBe("Kitchen");
    expect(tagsFromPrompt({ subject: "mug" }, "x").category).toBe("mug");
    expect(tagsFromPrompt({}, "x").category).toBeNull();
  });

  it("keeps at most sixteen, each once", () => {
    const words = Array.from(
      { length: 40 },
      (_, index) => `word${String.fromCharCode(97 + (index % 26))}`,
    ).join(" ");
    const { tags } = tagsFromPrompt({}, words);
    expect(tags.length).toBe(16);
    expect(new Set(tags).size).toBe(16);
  });
});

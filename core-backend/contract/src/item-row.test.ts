import { expect, it } from "vitest";
import { rowOfItem } from "./item-row.ts";
import type { Item } from "./resources/item.ts";

const mug: Item = {
  id: "mug-1",
  kind: "product",
  title: "Morning mug",
  url: "https://shop.example/mug-1",
  fields: { subject: "a mug", material: "clay", item_id: "other" },
  image: null,
  updatedAt: null,
};
const row = (rows: Record<string, string>) => Object.fromEntries(rowOfItem(mug, { rows }));

it("has every field of an item under its own name", () => {
  expect(row({})).toEqual({ title: "Morning mug", subject: "a mug", material: "clay" });
});

it.each([
  [
    "leaves the others as they are",
    { thing: "subject" },
    { thing: "a mug", title: "Morning mug", material: "clay" },
  ],
  ["can take the name of another", { subject: "title" }, { subject: "Morning mug", material: "clay" }],
  [
    "can be given twice",
    { a: "subject", b: "subject" },
    { a: "a mug", b: "a mug", title: "Morning mug", material: "clay" },
  ],
  [
    "can be for what an item has beside its fields",
    { link: "url" },
    { link: "https://shop.example/mug-1", title: "Morning mug", subject: "a mug", material: "clay" },
  ],
  [
    "has no cell for a field that there is not",
    { thing: "nothing" },
    { title: "Morning mug", subject: "a mug", material: "clay" },
  ],
])("with another name for a field %s", (_, rows: Record<string, string>, cells) => {
  expect(row(rows)).toEqual(cells);
});

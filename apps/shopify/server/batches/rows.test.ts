import { describe, expect, it } from "vitest";
import { columnsOf, csvForTemplate, csvOf, rowsByItem, rowsByNumber } from "./rows.ts";
import { itemOf } from "./testing.ts";

const items = [itemOf(1), itemOf(2)];
const named = (rows: ReturnType<typeof rowsByItem>) =>
  rows.map(({ item, imageNumber }) => `${item.title} ${imageNumber}`);

describe("the rows of a batch", () => {
  it("keep an item's images together, or show every item first", () => {
    expect(named(rowsByItem(items, 2))).toEqual(["Mug 1 1", "Mug 1 2", "Mug 2 1", "Mug 2 2"]);
    expect(named(rowsByNumber(items, 2))).toEqual(["Mug 1 1", "Mug 2 1", "Mug 1 2", "Mug 2 2"]);
  });

  it("have the columns of all items, at most as many as the hub takes", () => {
    const wide = itemOf(3, Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}`, "x"])));
    const columns = columnsOf([...items, wide]);
    expect(columns.slice(0, 5)).toEqual(["item_id", "image_number", "title", "sku", "handle"]);
    expect(columns).toHaveLength(200);
  });

  it("quote what would break a line or a cell", () => {
    const item = itemOf(1, { title: 'A "b", c\nd' });
    const [, line] = csvOf(rowsByItem([item], 1), ["item_id", "title", "nothing"]).split(/\n(?=product)/);
    expect(line).toBe('product/1,"A ""b"", c\nd",');
  });

  it("are sent to a preview without what its template cannot ask for", () => {
    const csv = csvForTemplate(
      rowsByItem(items, 1),
      ["item_id", "title", "vendor"],
      "{{if VENDOR}}x{{endif}}",
    );
    expect(csv).toBe("item_id,title,vendor\nproduct/1,,Hearth\nproduct/2,,Hearth");
  });
});

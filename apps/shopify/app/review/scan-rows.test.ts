import { describe, expect, it } from "vitest";
import { scanRows } from "./scan-rows.ts";

/** Rows 1 to 25 in pages of ten; the list's own cursor is the number of the page. */
const read = async (cursor: string | undefined) => {
  const page = Number(cursor ?? 0);
  const items = Array.from({ length: 25 }, (_, at) => ({ row: at + 1 })).slice(page * 10, page * 10 + 10);
  return { items, ...(page < 2 ? { cursor: String(page + 1) } : {}) };
};

async function all(size: number, keep: (item: { row: number }) => boolean): Promise<number[][]> {
  const pages: number[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof scanRows<{ row: number }>>> = await scanRows({
      read,
      keep,
      size,
      cursor,
    });
    pages.push(page.items.map(({ row }) => row));
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
}

describe("a page of rows that fit", () => {
  it("gives each row once, in order, in full pages", async () => {
    const pages = await all(4, () => true);
    expect(pages.flat()).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 4, 1]);
  });

  it("reads on where most rows do not fit", async () => {
    expect(await all(2, ({ row }) => row % 9 === 0)).toEqual([[9, 18]]);
    expect(await all(2, ({ row }) => row % 8 === 0)).toEqual([[8, 16], [24]]);
  });

  it("has no further page when the last one is just full", async () => {
    expect(await all(5, ({ row }) => row <= 5)).toEqual([[1, 2, 3, 4, 5]]);
  });

  it("is empty when nothing fits", async () => {
    expect(await all(5, () => false)).toEqual([[]]);
  });
});

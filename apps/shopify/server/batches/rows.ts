import { ITEM_COLUMN, type Item, rowOfItem } from "@assetql/contract";
import Papa from "papaparse";

export const IMAGE_NUMBER = "image_number";
/** As many columns as the hub takes. */
const MAX_COLUMNS = 200;

/** One image to make. */
export interface Row {
  readonly item: Item;
  /** From 1 to as many as each item gets. */
  readonly imageNumber: number;
}

/** An item's images one after the other, so that they stand together in lists. */
export const rowsByItem = (items: readonly Item[], perItem: number): readonly Row[] =>
  items.flatMap((item) => numbers(perItem).map((imageNumber) => ({ item, imageNumber })));

/** Every item's first image, then the second ones: what the first rows show is three items and not three times one. */
export const rowsByNumber = (items: readonly Item[], perItem: number): readonly Row[] =>
  numbers(perItem).flatMap((imageNumber) => items.map((item) => ({ item, imageNumber })));

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** What names can stand for in a template: those that every row has first, then the items' fields as they come. */
export function columnsOf(items: readonly Item[]): readonly string[] {
  const columns = new Set([ITEM_COLUMN, IMAGE_NUMBER, "title", "sku"]);
  for (const item of items) for (const field of Object.keys(item.fields)) columns.add(field);
  return [...columns].slice(0, MAX_COLUMNS);
}

export function cellsOf({ item, imageNumber }: Row): ReadonlyMap<string, string> {
  const own = rowOfItem(item, { rows: {} });
  return new Map([...own, [ITEM_COLUMN, item.id], [IMAGE_NUMBER, String(imageNumber)]]);
}

/** A line for each row, in the order of the rows. Cells of items that lack a field are blank. */
export function csvOf(rows: readonly Row[], columns: readonly string[]): string {
  const data = rows.map((row) => {
    const cells = cellsOf(row);
    return columns.map((column) => cells.get(column) ?? "");
  });
  return Papa.unparse({ fields: [...columns], data }, { newline: "\n" });
}

/**
 * Like {@link csvOf}, with blank cells where the template cannot ask for them: a preview after each pause in typing
 * need not send every description of the shop.
 */
export function csvForTemplate(rows: readonly Row[], columns: readonly string[], template: string): string {
  const text = template.normalize("NFC").toLowerCase();
  const isAsked = columns.map(
    (column) => column === ITEM_COLUMN || text.includes(column.normalize("NFC").trim().toLowerCase()),
  );
  const data = rows.map((row) => {
    const cells = cellsOf(row);
    return columns.map((column, index) => (isAsked[index] === true ? (cells.get(column) ?? "") : ""));
  });
  return Papa.unparse({ fields: [...columns], data }, { newline: "\n" });
}

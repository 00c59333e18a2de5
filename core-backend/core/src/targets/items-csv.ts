import { ITEM_COLUMN, type Item, type Mapping, rowOfItem } from "@assetql/contract";

/**
 * Items as the rows of a batch (RFC 4180): `item_id`, and a column for each that any item has a cell for, in the order
 * in which they are first seen.
 */
export function itemsCsv(items: readonly Item[], mapping: Pick<Mapping, "rows">): string {
  const rows = items.map((item) => new Map([[ITEM_COLUMN, item.id], ...rowOfItem(item, mapping)]));
  const columns = [...new Set([ITEM_COLUMN, ...rows.flatMap((row) => [...row.keys()])])];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ""))];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

const quoted = (cell: string): string => `"${cell.replaceAll("\0", "").replaceAll('"', '""')}"`;

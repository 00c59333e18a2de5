import { createHash } from "node:crypto";
import type { Item, Mapping } from "@assetql/contract";

/** Of every column of a row, a short digest of its cell. */
export type RowCells = ReadonlyMap<string, string>;

export const digestRow = (cells: Readonly<Record<string, string>>): RowCells =>
  new Map(Object.entries(cells).map(([column, cell]) => [column, digest(cell)]));

/** The row that the hub would make of an item now, by the target's mapping. */
export function rowOf(item: Item, { rows }: Mapping): RowCells {
  const mapped = Object.entries(rows);
  if (mapped.length === 0) return digestRow({ title: item.title, ...item.fields });
  return digestRow(Object.fromEntries(mapped.map(([column, field]) => [column, cellOf(item, field)])));
}

/** A field, or what every item has beside its fields. */
function cellOf({ id, kind, title, url, fields }: Item, field: string): string {
  const own: Readonly<Record<string, string | null>> = { id, kind, title, url };
  return (Object.hasOwn(fields, field) ? fields[field] : Object.hasOwn(own, field) ? own[field] : "") ?? "";
}

/** Space and zero bytes are nothing that an image could be different for, and a CSV does not keep them all. */
const digest = (cell: string): string =>
  createHash("sha256")
    .update(cell.replaceAll(/[\s\0]+/g, " ").trim())
    .digest("base64url")
    .slice(0, 16);

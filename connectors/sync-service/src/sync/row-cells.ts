import { createHash } from "node:crypto";
import { type Item, type Mapping, rowOfItem } from "@assetql/contract";

/** Of every column of a row, a short digest of its cell. */
export type RowCells = ReadonlyMap<string, string>;

export const digestRow = (cells: Iterable<readonly [string, string]>): RowCells =>
  new Map([...cells].map(([column, cell]) => [column, digest(cell)]));

/** The row that the hub would make of an item now, by the target's mapping. */
export const rowOf = (item: Item, mapping: Mapping): RowCells => digestRow(rowOfItem(item, mapping));

/** Space and zero bytes are nothing that an image could be different for, and a CSV does not keep them all. */
const digest = (cell: string): string =>
  createHash("sha256")
    .update(cell.replaceAll(/[\s\0]+/g, " ").trim())
    .digest("base64url")
    .slice(0, 16);

import { toOneLine, trim } from "./clean.ts";

export type CellValues = Readonly<Record<string, string>>;

/**
 * The cell under `key` on one line; "" when there is none. Inherited properties, which are no texts, are no cells.
 *
 * @param isOneLine whether it is known to hold no line break, tab or control character
 */
export function cellOf(values: CellValues, key: string | undefined, isOneLine: boolean): string {
  if (key === undefined) return "";
  const cell: unknown = values[key];
  if (typeof cell !== "string") return "";
  return isOneLine ? trim(cell) : toOneLine(cell);
}

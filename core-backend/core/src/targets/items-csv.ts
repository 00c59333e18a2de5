import { ITEM_COLUMN, type Item, type Mapping } from "@assetql/contract";

interface Column {
  readonly name: string;
  readonly value: (item: Item) => string;
}

/**
 * Items as the rows of a batch (RFC 4180): a column for each that the mapping names, or for each field that an item has,
 * and `item_id`, which no field can take.
 */
export function itemsCsv(items: readonly Item[], { rows }: Pick<Mapping, "rows">): string {
  const mapped = Object.entries(rows);
  const columns = mapped.length > 0 ? mapped.map(([name, field]) => column(name, field)) : allFields(items);
  const all = [{ name: ITEM_COLUMN, value: ({ id }: Item) => id }, ...columns];
  const lines = [all.map(({ name }) => name), ...items.map((item) => all.map(({ value }) => value(item)))];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/** Every field under its own name, in the order in which they are first seen, after the item's title. */
function allFields(items: readonly Item[]): readonly Column[] {
  const names = new Set(["title", ...items.flatMap(({ fields }) => Object.keys(fields))]);
  names.delete(ITEM_COLUMN);
  return [...names].map((name) => column(name, name));
}

const column = (name: string, field: string): Column => ({ name, value: (item) => cellOf(item, field) });

/** A field, or what every item has beside its fields. */
function cellOf({ id, kind, title, url, fields }: Item, field: string): string {
  if (Object.hasOwn(fields, field)) return fields[field] ?? "";
  const own: Readonly<Record<string, string | null>> = { id, kind, title, url };
  return Object.hasOwn(own, field) ? (own[field] ?? "") : "";
}

const quoted = (cell: string): string => `"${cell.replaceAll("\0", "").replaceAll('"', '""')}"`;

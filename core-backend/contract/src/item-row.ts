import type { Item } from "./resources/item.ts";
import { ITEM_COLUMN, type Mapping } from "./resources/target.ts";

/** What every item has beside its fields, and a mapping can name; only the title has a column without being named. */
const ownOf = ({ id, kind, title, url }: Item): ReadonlyMap<string, string> =>
  new Map(Object.entries({ id, kind, title, url: url ?? "" }));

/**
 * The row that a batch has for an item, cells by column: first the columns that the mapping names, then the other fields
 * under their own names. A field that the item has not has no cell, nor has {@link ITEM_COLUMN}, which no field can take.
 */
export function rowOfItem(item: Item, { rows }: Pick<Mapping, "rows">): ReadonlyMap<string, string> {
  const fields = new Map(Object.entries({ title: item.title, ...item.fields }));
  const own = ownOf(item);
  const named = Object.entries(rows).flatMap(([column, field]) => {
    const cell = fields.get(field) ?? own.get(field);
    return cell === undefined ? [] : [[column, cell] as const];
  });
  const isNamed = new Set([...Object.values(rows), ...Object.keys(rows), ITEM_COLUMN]);
  return new Map([...named, ...[...fields].filter(([field]) => !isNamed.has(field))]);
}

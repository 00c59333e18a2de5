import type { Item } from "@assetql/contract";
import { cellsOf, columnsOf, IMAGE_NUMBER } from "./rows.ts";
import type { Variable } from "./shop-batches.ts";

const EXAMPLE_CHARACTERS = 80;
/** Of use to machines only. */
const hidden: ReadonlySet<string> = new Set(["item_id"]);

/** What a template can name for these items; those that no item has anything in are left out. */
export function variablesOf(items: readonly Item[]): readonly Variable[] {
  const cells = items.map((item) => cellsOf({ item, imageNumber: 1 }));
  return columnsOf(items)
    .filter((name) => !hidden.has(name))
    .map((name) => {
      const filled = cells.map((cell) => (cell.get(name) ?? "").trim()).filter((text) => text !== "");
      return { name, example: oneLine(filled[0] ?? ""), filled: filled.length };
    })
    .filter(({ filled }) => filled > 0)
    .toSorted((a, b) => Number(a.name === IMAGE_NUMBER) - Number(b.name === IMAGE_NUMBER));
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= EXAMPLE_CHARACTERS ? line : `${line.slice(0, EXAMPLE_CHARACTERS - 1)}…`;
}

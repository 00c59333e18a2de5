import type { Item } from "@assetql/contract";
import type { Catalogue } from "@assetql/shopify";
import type { Selection } from "../services.ts";

/** A prompt has no more, so that no template can use more of a cell. */
const CELL_CHARACTERS = 2_000;

interface Reading {
  readonly items: Promise<readonly Item[]>;
  readonly startedAt: number;
  characters: number;
}

/** The items of selections as they were a short while ago: a preview after each pause in typing asks the shop nothing. */
export interface SelectionItems {
  /** `anew` asks the shop in any case. Throws a ConnectorError when it does not answer. */
  of(
    selection: Selection,
    from: { readonly shop: string; readonly catalogue: Pick<Catalogue, "byIds">; readonly anew?: boolean },
  ): Promise<readonly Item[]>;
}

export interface SelectionItemsOptions {
  /** Milliseconds; five minutes unless told. */
  readonly keptMs?: number;
  /** Of all items that are kept; twenty million unless told. */
  readonly maxCharacters?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** One for the process. */
export function createSelectionItems(options: SelectionItemsOptions = {}): SelectionItems {
  const { keptMs = 5 * 60_000, maxCharacters = 20_000_000, now = Date.now } = options;
  const readings = new Map<string, Reading>();
  const forgetOldest = (): void => {
    let total = [...readings.values()].reduce((sum, { characters }) => sum + characters, 0);
    for (const [key, reading] of readings) {
      if (total <= maxCharacters || readings.size === 1) return;
      readings.delete(key);
      total -= reading.characters;
    }
  };
  return {
    async of(selection, { shop, catalogue, anew = false }) {
      const key = `${shop}/${selection.id}`;
      const kept = readings.get(key);
      if (kept !== undefined && !anew && now() - kept.startedAt < keptMs) return kept.items;
      const items = catalogue.byIds(selection.itemIds).then((found) => found.map(shortened));
      const reading: Reading = { items, startedAt: now(), characters: 0 };
      // Behind the others: the oldest are in front.
      readings.delete(key);
      readings.set(key, reading);
      try {
        reading.characters = charactersOf(await items);
        forgetOldest();
      } catch (error) {
        if (readings.get(key) === reading) readings.delete(key);
        throw error;
      }
      return items;
    },
  };
}

const shortened = (item: Item): Item => ({
  ...item,
  fields: Object.fromEntries(
    Object.entries(item.fields).map(([name, text]) => [name, text.slice(0, CELL_CHARACTERS)]),
  ),
});

const charactersOf = (items: readonly Item[]): number =>
  items.reduce(
    (sum, { fields }) => sum + Object.values(fields).reduce((inner, text) => inner + text.length, 100),
    0,
  );

import type { ItemKind } from "@assetql/shopify";

/** Rows that one batch may have. */
export const MOST_PICKED = 5_000;

/** Ids of items by kind, in the order in which they were picked. Each tab keeps its own. */
export interface Picks {
  readonly byKind: Readonly<Record<ItemKind, ReadonlySet<string>>>;
  /** How many of those that were to be added last found no room. */
  readonly leftOut: number;
}

export type PicksAction =
  | { readonly type: "add" | "remove"; readonly kind: ItemKind; readonly ids: readonly string[] }
  | { readonly type: "clear"; readonly kind: ItemKind };

const none: ReadonlySet<string> = new Set();

export const noPicks: Picks = {
  byKind: { products: none, variants: none, colours: none, collections: none },
  leftOut: 0,
};

export function picksReducer({ byKind }: Picks, action: PicksAction): Picks {
  const before = byKind[action.kind];
  const became = (after: ReadonlySet<string>, leftOut = 0): Picks => ({
    byKind: { ...byKind, [action.kind]: after },
    leftOut,
  });
  switch (action.type) {
    case "clear":
      return became(none);
    case "remove": {
      const gone = new Set(action.ids);
      return became(new Set([...before].filter((id) => !gone.has(id))));
    }
    case "add": {
      const all = new Set([...before, ...action.ids]);
      return became(new Set([...all].slice(0, MOST_PICKED)), Math.max(0, all.size - MOST_PICKED));
    }
  }
}

/** Rows that are shown, and asked for, at a time of what is picked. */
export const PICKED_PAGE = 25;

/** One page of all, counted from 0, and how many there are. */
export const pageOf = (
  all: readonly string[],
  page: number,
): { readonly ids: readonly string[]; readonly pages: number } => ({
  ids: all.slice(page * PICKED_PAGE, (page + 1) * PICKED_PAGE),
  pages: Math.max(1, Math.ceil(all.length / PICKED_PAGE)),
});

/** On one page of the table. */
export const pickedOf = (picked: ReadonlySet<string>, ids: readonly string[]): string[] =>
  ids.filter((id) => picked.has(id));

export const countAll = ({ byKind }: Picks): number =>
  Object.values(byKind).reduce((sum, ids) => sum + ids.size, 0);

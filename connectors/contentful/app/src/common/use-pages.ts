import { type DependencyList, useCallback } from "react";
import { useAction } from "./use-action.ts";
import { useLoad } from "./use-load.ts";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string | undefined;
}

/** A page of a filtered list may be empty and still not be the last. */
const EMPTY_PAGES = 20;

/** A list that grows with each press of "Load more". */
export function usePages<Item>(
  loadPage: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Item>>,
  dependencies: DependencyList,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the callers list them
  const load = useCallback(loadPage, dependencies);
  const first = useLoad((signal) => filledPage(load, undefined, signal), [load]);
  const more = useAction(async () => {
    const { value } = first;
    if (value?.cursor === undefined) return;
    const next = await filledPage(load, value.cursor);
    first.set({ items: [...value.items, ...next.items], cursor: next.cursor });
  });
  return { ...first, items: first.value?.items, hasMore: first.value?.cursor !== undefined, more };
}

async function filledPage<Item>(
  load: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Item>>,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<Page<Item>> {
  let page = await load(cursor, signal);
  for (
    let count = 1;
    page.items.length === 0 && page.cursor !== undefined && count < EMPTY_PAGES;
    count += 1
  ) {
    page = await load(page.cursor, signal);
  }
  return page;
}

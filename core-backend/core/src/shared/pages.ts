import type { IndexQuery, Page, RecordStore, Stored } from "../ports/index.ts";
import type { Collection } from "../ports/record-store.ts";

/** A page whose items were mapped. */
export function mapPage<A, B>(page: Page<A>, map: (item: A) => B): { items: B[]; cursor?: string } {
  return { items: page.items.map(map), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/** Every record of a partition, page by page, in order. */
export async function* eachRecord<T>(
  store: RecordStore,
  collection: Collection<T>,
  query: Omit<IndexQuery, "limit" | "cursor">,
): AsyncGenerator<Stored<T>> {
  let cursor: string | undefined;
  do {
    const page = await store.query(collection, {
      ...query,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Whether a list has anything, though its first pages may be empty. */
export async function hasItems(
  pageAt: (page: { limit: number; cursor: string | undefined }) => Promise<Page<unknown>>,
): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await pageAt({ limit: 100, cursor });
    if (page.items.length > 0) return true;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
}

/** How many records one filtered page may look at before it answers with what it has and a cursor. */
const SCAN_LIMIT = 2_000;

/**
 * A page of the records that `keep`, found by scanning the index in order. A rare match may give a short or even
 * an empty page with a cursor: the caller goes on from there, so that no single call reads without bound.
 */
export async function filteredPage<T>(
  store: RecordStore,
  collection: Collection<T>,
  { query, keep }: { query: IndexQuery; keep: (record: T) => boolean },
): Promise<Page<Stored<T>>> {
  const items: Stored<T>[] = [];
  let cursor = query.cursor;
  for (let scanned = 0; scanned < SCAN_LIMIT; ) {
    // Never more than is still wanted, so that the page's cursor is the last item's own.
    const limit = query.limit - items.length;
    const page = await store.query(collection, {
      ...query,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    items.push(...page.items.filter(({ value }) => keep(value)));
    scanned += Math.max(1, page.items.length);
    cursor = page.cursor;
    if (cursor === undefined) return { items };
    if (items.length >= query.limit) return { items, cursor };
  }
  return cursor === undefined ? { items } : { items, cursor };
}

import type { Collection, RecordStore } from "../ports/index.ts";

/** Ids the store reads at once. */
const READ_AT_ONCE = 100;

/** The records that are there, by id, of as many ids as wanted. */
export async function readMany<T>(
  store: RecordStore,
  collection: Collection<T>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += READ_AT_ONCE) {
    for (const { value } of await store.getMany(collection, wanted.slice(start, start + READ_AT_ONCE))) {
      found.set(collection.id(value), value);
    }
  }
  return found;
}

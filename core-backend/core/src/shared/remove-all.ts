import type { Action, BlobStore, Collection, RecordStore } from "../ports/index.ts";
import { remove } from "../ports/index.ts";

/** Within the 100 actions of a transaction. */
const RECORDS_AT_ONCE = 90;

interface Partition<T> {
  readonly collection: Collection<T>;
  readonly index: string;
  readonly partition: string;
}

/** Removes the records of a partition, a page at a time, after `before` has dealt with them. */
export async function removePartition<T>(
  store: RecordStore,
  { collection, index, partition }: Partition<T>,
  before: (page: readonly T[]) => Promise<void> = async () => {},
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await store.query(collection, {
      index,
      partition,
      limit: RECORDS_AT_ONCE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const records = page.items.map(({ value }) => value);
    await before(records);
    const actions: Action[] = records.map((record) => remove(collection, collection.id(record)));
    if (actions.length > 0) await store.transact(actions);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Deletes every blob whose key starts with `prefix`. */
export async function deletePrefix(blobs: BlobStore, prefix: string): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await blobs.list(prefix, cursor);
    await blobs.delete(page.items.map(({ key }) => key));
    cursor = page.cursor;
  } while (cursor !== undefined);
}

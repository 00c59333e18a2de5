import {
  type Action,
  type Collection,
  type IndexQuery,
  InvalidCursorError,
  type Page,
  type RecordStore,
  type Stored,
} from "../record-store.ts";
import { seededRandom } from "./seeded-random.ts";

export interface StaleStore extends RecordStore {
  /** From here on the indexes show everything written so far. */
  settle(): void;
}

/** Queries after which a write is sure to show. */
const LONGEST_LAG = 4;

/** The values a record had before its recent writes; `undefined` where it did not exist. */
interface Lag {
  readonly collection: string;
  readonly id: string;
  readonly before: (Stored<unknown> | undefined)[];
  queriesLeft: number;
}

/**
 * `store` with indexes that lag, as home two's may: for a few queries after a write, each query shows either the
 * record as it is or as it once was, in the index place it had then, by a coin of `seed`. `get` and `getMany` stay
 * exact. For tests: a query reads its whole partition.
 */
export function withStaleIndexes(store: RecordStore, seed: number): StaleStore {
  const random = seededRandom(seed);
  const lags = new Map<string, Lag>();

  const remember = (action: Action, before: Stored<unknown> | undefined) => {
    const collection = action.collection.name;
    const key = JSON.stringify([collection, action.id]);
    const lag = lags.get(key) ?? { collection, id: action.id, before: [], queriesLeft: 0 };
    lag.before.push(before);
    lag.queriesLeft = Math.floor(random() * (LONGEST_LAG + 1));
    lags.set(key, lag);
  };

  /** Per record that shows an old value in this query: that value. */
  const chooseStale = (collection: string): Map<string, Stored<unknown> | undefined> => {
    const stale = new Map<string, Stored<unknown> | undefined>();
    for (const [key, lag] of lags) {
      if (lag.collection !== collection) continue;
      if (lag.queriesLeft === 0) lags.delete(key);
      else if (random() < 0.5) stale.set(lag.id, lag.before[Math.floor(random() * lag.before.length)]);
      lag.queriesLeft -= 1;
    }
    return stale;
  };

  return {
    get: (collection, id) => store.get(collection, id),
    getMany: (collection, ids) => store.getMany(collection, ids),
    async transact(actions) {
      const before = await Promise.all(actions.map(({ collection, id }) => store.get(collection, id)));
      await store.transact(actions);
      for (const [at, action] of actions.entries()) remember(action, before[at]);
    },
    async query(collection, query) {
      const after = query.cursor === undefined ? undefined : decode(collection, query);
      // The store's own checks of the query.
      await store.query(collection, withoutCursor(query));
      const stale = chooseStale(collection.name);
      const fresh = (await everything(store, collection, query)).filter(
        ({ value }) => !stale.has(collection.id(value)),
      );
      const old = [...stale.values()].flatMap((stored) =>
        stored === undefined ? [] : [{ value: collection.parse(stored.value), revision: stored.revision }],
      );
      return page(collection, query, { after, items: [...fresh, ...old] });
    },
    settle: () => lags.clear(),
  };
}

async function everything<T>(
  store: RecordStore,
  collection: Collection<T>,
  query: IndexQuery,
): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  let cursor: string | undefined;
  do {
    const { index, partition } = query;
    const next = { index, partition, limit: 500, ...(cursor === undefined ? {} : { cursor }) };
    const page = await store.query(collection, next);
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

type Position = readonly [sort: string, id: string];

interface Candidates<T> {
  readonly after: Position | undefined;
  readonly items: readonly Stored<T>[];
}

function page<T>(
  collection: Collection<T>,
  query: IndexQuery,
  { after, items }: Candidates<T>,
): Page<Stored<T>> {
  const sign = query.order === "descending" ? -1 : 1;
  const placed = items
    .flatMap((stored) => {
      const key = collection.indexes[query.index]?.(stored.value);
      if (key === undefined || key.partition !== query.partition || !isWithin(key.sort, query)) return [];
      const position: Position = [key.sort, collection.id(stored.value)];
      return [{ stored, position }];
    })
    .filter(({ position }) => after === undefined || sign * compare(position, after) > 0)
    .sort((a, b) => sign * compare(a.position, b.position));
  const shown = placed.slice(0, query.limit);
  const last = shown.at(-1);
  const found = shown.map(({ stored }) => stored);
  if (last === undefined || placed.length === shown.length) return { items: found };
  return { items: found, cursor: JSON.stringify([fingerprint(collection, query), ...last.position]) };
}

function isWithin(sort: string, { from, to }: IndexQuery): boolean {
  return (from === undefined || bytes(sort, from) >= 0) && (to === undefined || bytes(sort, to) <= 0);
}

function compare(a: Position, b: Position): number {
  return bytes(a[0], b[0]) || bytes(a[1], b[1]);
}

function bytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function fingerprint(
  { name }: { readonly name: string },
  { index, partition, from, to, order }: IndexQuery,
): string {
  return JSON.stringify([name, index, partition, from, to, order ?? "ascending"]);
}

function decode<T>(collection: Collection<T>, query: IndexQuery): Position {
  try {
    const [origin, sort, id]: unknown[] = JSON.parse(query.cursor ?? "");
    if (origin === fingerprint(collection, query)) return [String(sort), String(id)];
  } catch {
    // Not even ours: refused like one of another query.
  }
  throw new InvalidCursorError("This cursor belongs to another query");
}

function withoutCursor({ cursor: _cursor, ...query }: IndexQuery): IndexQuery {
  return query;
}

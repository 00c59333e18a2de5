/**
 * The database, as both homes can promise it. The weaker home sets the promise: a record is at most 400 KB of
 * JSON and a transaction at most 100 actions and 4 MB with one action a record (limits of DynamoDB's
 * TransactWriteItems), and an index may lag behind the records, while `get` never does. Ids, partitions and sorts
 * are 1 to 500 bytes of UTF-8 without NUL (a sort may be empty), so that a sort and an id fit together into one of
 * DynamoDB's sort keys of 1,024 bytes.
 */
export const RECORD_LIMITS = {
  recordBytes: 400_000,
  transactionActions: 100,
  transactionBytes: 4_000_000,
  keyBytes: 500,
  pageSize: 500,
} as const;

/** A typed collection: how its records are checked, keyed and found. Defined once, beside the feature it serves. */
export interface Collection<T> {
  readonly name: string;
  /** Checks what comes out of the store; a record that no longer fits throws. */
  readonly parse: (value: unknown) => T;
  readonly id: (record: T) => string;
  /** `undefined` leaves the record out of that index (a sparse index). */
  readonly indexes: Readonly<Record<string, (record: T) => IndexKey | undefined>>;
}

/** Records of one `partition` are ordered by `sort` (by UTF-8 bytes), then by id. */
export interface IndexKey {
  readonly partition: string;
  readonly sort: string;
}

/** A record with its revision: 1 when created, one more at each write. */
export interface Stored<T> {
  readonly value: T;
  readonly revision: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly cursor?: string;
}

export interface IndexQuery {
  readonly index: string;
  readonly partition: string;
  /** Inclusive lower and upper bounds of `sort`. */
  readonly from?: string;
  readonly to?: string;
  readonly order?: "ascending" | "descending";
  /** 1 to {@link RECORD_LIMITS.pageSize}; anything else throws {@link RecordLimitError}. */
  readonly limit: number;
  readonly cursor?: string;
}

/** One write. Made by {@link create}, {@link replace}, {@link put} and {@link remove}; never by hand. */
export type Action =
  | {
      readonly kind: "create" | "put";
      readonly collection: Collection<never>;
      readonly id: string;
      readonly value: unknown;
    }
  | {
      readonly kind: "replace";
      readonly collection: Collection<never>;
      readonly id: string;
      readonly value: unknown;
      readonly revision: number;
    }
  | {
      readonly kind: "remove";
      readonly collection: Collection<never>;
      readonly id: string;
      readonly revision?: number;
    };

export interface RecordStore {
  /** Always the latest write. */
  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined>;
  /** In the order asked for, missing ones left out; at most 100 ids. */
  getMany<T>(collection: Collection<T>, ids: readonly string[]): Promise<readonly Stored<T>[]>;
  /** May lag behind the latest writes. Throws {@link InvalidCursorError} for a cursor of another query. */
  query<T>(collection: Collection<T>, query: IndexQuery): Promise<Page<Stored<T>>>;
  /**
   * All or nothing. Throws {@link ConflictError} when a condition does not hold (a created id exists, a revision
   * is not the stored one) and {@link RecordLimitError} beyond {@link RECORD_LIMITS}; nothing is written then.
   */
  transact(actions: readonly Action[]): Promise<void>;
}

/** A condition of a transaction did not hold: somebody else was first. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
  readonly collection: string;
  readonly id: string;
  constructor(collection: string, id: string) {
    super(`The record ${collection}/${id} was changed meanwhile`);
    this.collection = collection;
    this.id = id;
  }
}

/** A transaction, a key or a page beyond what both homes can hold. */
export class RecordLimitError extends Error {
  override readonly name = "RecordLimitError";
}

/** A cursor that this query did not give out. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
}

// Collections are invariant in T; an action only needs the parts that do not depend on it.
const erase = <T>(collection: Collection<T>): Collection<never> => collection as unknown as Collection<never>;

/** Writes a record whose id must not exist yet. */
export function create<T>(collection: Collection<T>, value: NoInfer<T>): Action {
  return { kind: "create", collection: erase(collection), id: collection.id(value), value };
}

/** Writes a record whether or not it exists. */
export function put<T>(collection: Collection<T>, value: NoInfer<T>): Action {
  return { kind: "put", collection: erase(collection), id: collection.id(value), value };
}

/** Overwrites a record that is still at `revision`. */
export function replace<T>(collection: Collection<T>, value: NoInfer<T>, revision: number): Action {
  return { kind: "replace", collection: erase(collection), id: collection.id(value), value, revision };
}

/**
 * Removes a record; with a revision, only one that is still at it. Without one, removing what is not there is no
 * error.
 */
export function remove<T>(collection: Collection<T>, id: string, revision?: number): Action {
  return {
    kind: "remove",
    collection: erase(collection),
    id,
    ...(revision === undefined ? {} : { revision }),
  };
}

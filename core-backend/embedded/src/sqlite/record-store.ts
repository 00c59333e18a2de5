import type { DatabaseSync } from "node:sqlite";
import {
  type Action,
  type Collection,
  ConflictError,
  type IndexQuery,
  type Page,
  RecordLimitError,
  type RecordStore,
  type Stored,
} from "@assetql/core/ports";
import { inTransaction } from "./migrations.ts";
import { type IndexRow, type PreparedAction, prepareActions } from "./record-checks.ts";
import { encodeCursor, pageStatement } from "./record-query.ts";
import { statementCache } from "./statements.ts";

/** Called with the actions of each transaction, right after its commit. Must not throw. */
export type CommitListener = (actions: readonly Action[]) => void;

/** What follows the records of a collection in tables of its own. */
export interface Projection {
  readonly collection: string;
  /**
   * Called for each action on the collection in the transaction that writes the record; what it throws undoes the
   * transaction. Returns what to do after the commit, which must not throw.
   */
  apply(action: Action): () => void;
}

export interface SqliteRecordStore extends RecordStore {
  /** Returns the function that stops it. */
  onCommit(listener: CommitListener): () => void;
}

interface RecordRow {
  readonly id: string;
  readonly revision: number;
  readonly body: string;
  /** Only a query's rows have it. */
  readonly sort?: string;
}

const MAX_IDS = 100;

/** The record store on a migrated database (`openDataFolder`). Its indexes never lag. */
export function createSqliteRecordStore(
  database: DatabaseSync,
  projections: readonly Projection[] = [],
): SqliteRecordStore {
  return new RecordTables(database, projections);
}

class RecordTables implements SqliteRecordStore {
  readonly #database: DatabaseSync;
  readonly #prepare: Prepare;
  readonly #projections: readonly Projection[];
  readonly #listeners = new Set<CommitListener>();

  constructor(database: DatabaseSync, projections: readonly Projection[]) {
    this.#database = database;
    this.#projections = projections;
    this.#prepare = statementCache(database);
  }

  async get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    const row = this.#find(collection.name, id);
    return row && toStored(collection, row);
  }

  async getMany<T>(collection: Collection<T>, ids: readonly string[]): Promise<readonly Stored<T>[]> {
    if (ids.length > MAX_IDS) throw new RecordLimitError(`${ids.length} ids at once; ${MAX_IDS} is the most`);
    return ids.flatMap((id) => {
      const row = this.#find(collection.name, id);
      return row ? [toStored(collection, row)] : [];
    });
  }

  async query<T>(collection: Collection<T>, query: IndexQuery): Promise<Page<Stored<T>>> {
    if (!Object.hasOwn(collection.indexes, query.index)) {
      throw new RangeError(`The collection ${collection.name} has no index ${query.index}`);
    }
    const { sql, parameters } = pageStatement(collection.name, query);
    const rows = this.#prepare(sql).all(...parameters) as unknown as RecordRow[];
    const page = rows.slice(0, query.limit);
    const items = page.map((row) => toStored(collection, row));
    const last = page.at(-1);
    if (rows.length <= query.limit || last?.sort === undefined) return { items };
    return { items, cursor: encodeCursor(collection.name, query, { sort: last.sort, id: last.id }) };
  }

  async transact(actions: readonly Action[]): Promise<void> {
    if (actions.length === 0) return;
    // Whatever can be computed is, before the transaction, which then only writes.
    const prepared = prepareActions(actions);
    const afterCommit = inTransaction(this.#database, () => {
      for (const action of prepared) apply(this.#prepare, action);
      return this.#project(actions);
    });
    for (const follow of afterCommit) follow();
    for (const listener of this.#listeners) listener(actions);
  }

  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #project(actions: readonly Action[]): (() => void)[] {
    return this.#projections.flatMap((projection) =>
      actions
        .filter(({ collection }) => collection.name === projection.collection)
        .map((action) => projection.apply(action)),
    );
  }

  #find(collection: string, id: string): RecordRow | undefined {
    const sql = "SELECT id, revision, body FROM records WHERE collection = ? AND id = ?";
    return this.#prepare(sql).get(collection, id) as RecordRow | undefined;
  }
}

function toStored<T>(collection: Collection<T>, row: RecordRow): Stored<T> {
  return { value: collection.parse(JSON.parse(row.body)), revision: row.revision };
}

type Prepare = ReturnType<typeof statementCache>;

/** Throws {@link ConflictError} if the action's condition does not hold. */
function apply(prepare: Prepare, { action, record }: PreparedAction): void {
  const collection = action.collection.name;
  const old = prepare("SELECT revision, keys FROM records WHERE collection = ? AND id = ?").get(
    collection,
    action.id,
  );
  const revision = old === undefined ? 0 : Number(old.revision);
  if (!conditionHolds(action, revision)) throw new ConflictError(collection, action.id);

  if (record === undefined) {
    prepare("DELETE FROM records WHERE collection = ? AND id = ?").run(collection, action.id);
  } else if (old === undefined) {
    prepare("INSERT INTO records (collection, id, revision, keys, body) VALUES (?, ?, 1, ?, ?)").run(
      collection,
      action.id,
      JSON.stringify(record.keys),
      record.body,
    );
  } else {
    prepare("UPDATE records SET revision = ?, keys = ?, body = ? WHERE collection = ? AND id = ?").run(
      revision + 1,
      JSON.stringify(record.keys),
      record.body,
      collection,
      action.id,
    );
  }
  const oldKeys = old === undefined ? [] : (JSON.parse(String(old.keys)) as IndexRow[]);
  reindex(prepare, action, { old: oldKeys, now: record?.keys ?? [] });
}

/** `revision` is that of the stored record, 0 if there is none. */
function conditionHolds(action: Action, revision: number): boolean {
  if (action.kind === "create") return revision === 0;
  if (!("revision" in action)) return true;
  return revision > 0 && revision === action.revision;
}

/** Writes only the index rows that differ: most changes of a record leave most of its keys alone. */
function reindex(
  prepare: Prepare,
  action: Action,
  keys: { old: readonly IndexRow[]; now: readonly IndexRow[] },
) {
  const collection = action.collection.name;
  for (const row of keys.old.filter((row) => !includes(keys.now, row))) {
    prepare(
      "DELETE FROM record_index WHERE collection = ? AND idx = ? AND partition = ? AND sort = ? AND id = ?",
    ).run(collection, ...row, action.id);
  }
  for (const row of keys.now.filter((row) => !includes(keys.old, row))) {
    prepare("INSERT INTO record_index (collection, idx, partition, sort, id) VALUES (?, ?, ?, ?, ?)").run(
      collection,
      ...row,
      action.id,
    );
  }
}

function includes(rows: readonly IndexRow[], wanted: IndexRow): boolean {
  return rows.some((row) => row.every((part, at) => part === wanted[at]));
}

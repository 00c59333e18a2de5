import type { DatabaseSync } from "node:sqlite";
import { assetSearchSql, fillAssetSearch } from "./asset-search-tables.ts";
import { fillTallies } from "./fill-tallies.ts";

/** One step of the schema. Released steps never change; a new need is a new number. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL can't do, in the step's transaction, after `sql`. */
  readonly run?: (database: DatabaseSync) => void;
}

export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: "records",
    // `keys` holds the index rows a record has, as JSON: they are found again even after an index was redefined.
    // Records keep their rowid, since bodies of 400 KB would make the upper pages of a WITHOUT ROWID table useless.
    sql: `
      CREATE TABLE records (
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        keys TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (collection, id)
      );
      CREATE TABLE record_index (
        collection TEXT NOT NULL,
        idx TEXT NOT NULL,
        partition TEXT NOT NULL,
        sort TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (collection, idx, partition, sort, id)
      ) WITHOUT ROWID;`,
  },
  {
    number: 2,
    name: "jobs",
    // AUTOINCREMENT, so that the id of an acknowledged message is never given to another.
    sql: `
      CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        queue TEXT NOT NULL,
        body TEXT NOT NULL,
        visible_at INTEGER NOT NULL,
        receives INTEGER NOT NULL DEFAULT 0,
        receipt TEXT,
        dead_at INTEGER
      );
      CREATE INDEX jobs_visible ON jobs (queue, visible_at, id) WHERE dead_at IS NULL;
      CREATE INDEX jobs_worn ON jobs (queue, visible_at) WHERE dead_at IS NULL AND receives >= 10;
      CREATE INDEX jobs_dead ON jobs (queue, dead_at, id) WHERE dead_at IS NOT NULL;`,
  },
  {
    number: 3,
    name: "asset search",
    // The tables follow from the records. A later step that changes them drops and fills them itself, and this one
    // then only makes what it drops.
    sql: assetSearchSql,
    run: fillAssetSearch,
  },
  {
    number: 4,
    name: "index definitions",
    // How the indexes of a collection were defined when its records were last indexed: see reindex.ts.
    sql: `
      CREATE TABLE index_definitions (
        collection TEXT PRIMARY KEY,
        definition TEXT NOT NULL
      ) WITHOUT ROWID;`,
  },
  {
    number: 5,
    name: "tallies",
    sql: "",
    run: fillTallies,
  },
];

/** What {@link migrate} brings every database to. */
export const newestMigration = Math.max(...migrations.map(({ number }) => number));

/** The database was written by a newer version of this program; opening it could damage it. */
export class DatabaseTooNewError extends Error {
  override readonly name = "DatabaseTooNewError";
  readonly code = "database-too-new";
  constructor(found: number, known: number) {
    super(
      `The database is at schema ${found}, this version of AssetQL knows schemas up to ${known}. ` +
        "Update AssetQL, or restore a backup made by this version.",
    );
  }
}

/**
 * Brings the schema up to the last of `steps`, each step in its own transaction, so that a process killed in
 * between goes on where it was. Throws {@link DatabaseTooNewError} and changes nothing if the database is ahead.
 */
export function migrate(database: DatabaseSync, steps: readonly Migration[] = migrations): void {
  database.exec(`CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)`);
  const found = Number(
    database.prepare("SELECT coalesce(max(number), 0) AS number FROM migrations").get()?.number,
  );
  const known = steps.reduce((highest, step) => Math.max(highest, step.number), 0);
  if (found > known) throw new DatabaseTooNewError(found, known);
  for (const step of steps.filter(({ number }) => number > found).sort((a, b) => a.number - b.number)) {
    inTransaction(database, () => {
      database.exec(step.sql);
      step.run?.(database);
      database
        .prepare("INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, datetime('now'))")
        .run(step.number, step.name);
    });
  }
}

/** Runs `work` in a write transaction; whatever it throws rolls back and is thrown on. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  // IMMEDIATE: a transaction that turns into a writer half-way could fail with SQLITE_BUSY after its reads.
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite rolls back by itself on errors such as a full disk.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

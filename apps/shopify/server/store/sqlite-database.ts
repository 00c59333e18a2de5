import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const FILE = "app.sqlite";

/** The data folder cannot be made or written to, or there is something else in its place. */
export class FolderUnusableError extends Error {
  override readonly name = "FolderUnusableError";
}

/**
 * The app's database in its data folder: tokens are in it, so nobody but its owner may read it. Throws
 * {@link FolderUnusableError}.
 */
export function openDatabase(folder: string): DatabaseSync {
  const database = new DatabaseSync(fileIn(folder));
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS sessions (
      id TEXT PRIMARY KEY, shop TEXT NOT NULL, session TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sessions_by_shop ON sessions (shop);
    CREATE TABLE IF NOT EXISTS documents (
      shop TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL,
      PRIMARY KEY (shop, key)
    ) STRICT, WITHOUT ROWID;
  `);
  return database;
}

function fileIn(folder: string): string {
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // SQLite gives the files beside it (-wal, -shm) the same mode, so it must be right before it opens this one.
    closeSync(openSync(path, "a", 0o600));
    chmodSync(path, 0o600);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new FolderUnusableError(
      `The folder ${folder} cannot be used (${reason}). Name another one in ASSETQL_SHOPIFY_DATA, or change its rights.`,
      { cause },
    );
  }
  return path;
}

import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { referencedFiles } from "@assetql/core";
import { newestMigration } from "../sqlite/migrations.ts";
import { databasePath } from "../sqlite/open.ts";

/** What a look at a database of a data folder or a backup found, without changing it. */
export interface DatabaseReport {
  /** Of SQLite's check; empty when it found nothing wrong. */
  readonly damage: readonly string[];
  /** Number of its last migration. */
  readonly schema: number;
  readonly newestSchema: number;
}

export interface FilesReport {
  readonly checked: number;
  /** By key: what a record refers to and is not there. */
  readonly missing: readonly string[];
  /** Records that this version cannot read, as `collection/id`. */
  readonly unreadable: readonly string[];
}

/** The database of a data folder, for reading alone: a hub may work on it meanwhile. `undefined` if there is none. */
export function openForReading(dataFolder: string): DatabaseSync | undefined {
  const path = databasePath(dataFolder);
  return existsSync(path) ? new DatabaseSync(path, { readOnly: true, timeout: 5_000 }) : undefined;
}

/** The database of a backup, which nobody writes to: nothing is made beside it. `undefined` if there is none. */
export function openBackup(folder: string): DatabaseSync | undefined {
  const path = databasePath(folder);
  if (!existsSync(path)) return undefined;
  const url = pathToFileURL(path);
  url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true });
}

/** `deep` reads every page and compares every index; else the structure alone is checked. */
export function checkDatabase(database: DatabaseSync, { deep }: { deep: boolean }): DatabaseReport {
  const rows = database.prepare(deep ? "PRAGMA integrity_check" : "PRAGMA quick_check").all();
  const words = rows.map((row) => String(Object.values(row)[0]));
  const found = database
    .prepare("SELECT count(*) AS count FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
    .get();
  const schema =
    Number(found?.count) === 0
      ? 0
      : Number(database.prepare("SELECT coalesce(max(number), 0) AS number FROM migrations").get()?.number);
  return {
    damage: words.filter((word) => word !== "ok"),
    schema,
    newestSchema: newestMigration,
  };
}

/**
 * Whether the files are there that records refer to: of all, or of `sample` records of each collection, chosen at
 * random.
 */
export async function checkFiles(
  database: DatabaseSync,
  folder: string,
  { sample, now }: { sample?: number | undefined; now: number },
): Promise<FilesReport> {
  const missing: string[] = [];
  const unreadable: string[] = [];
  let checked = 0;
  for (const { collection, keysOf } of referencedFiles) {
    for (const { id, body } of recordsOf(database, collection, sample)) {
      const keys = tried(() => keysOf(JSON.parse(body), now));
      if (keys === undefined) unreadable.push(`${collection}/${id}`);
      for (const key of keys ?? []) {
        checked += 1;
        if (!(await isFile(join(resolve(folder), "blobs", key)))) missing.push(key);
      }
    }
  }
  return { checked, missing, unreadable };
}

function* recordsOf(
  database: DatabaseSync,
  collection: string,
  sample: number | undefined,
): Generator<{ id: string; body: string }> {
  const statement =
    sample === undefined
      ? database.prepare("SELECT id, body FROM records WHERE collection = ?")
      : database.prepare(
          `SELECT id, body FROM records WHERE rowid IN
             (SELECT rowid FROM records WHERE collection = ? ORDER BY random() LIMIT ${Math.trunc(sample)})`,
        );
  for (const row of statement.iterate(collection)) yield { id: String(row.id), body: String(row.body) };
}

function tried<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

import { chmodSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { lockFolder } from "./folder-lock.ts";
import { makeFolder } from "./make-folder.ts";
import { migrate } from "./migrations.ts";

/** A data folder this process alone works on, and the database in it. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  readonly database: DatabaseSync;
  /** Closes the database, then lets go of the folder. Once is enough, twice does no harm. */
  close(): void;
}

export function databasePath(folder: string): string {
  return join(resolve(folder), "assetql.db");
}

/**
 * Opens `<folder>/assetql.db`, made and migrated as needed. Throws `FolderUnusableError`, `DataFolderInUseError` if another hub has the
 * folder and `DatabaseTooNewError` if a newer version wrote it.
 */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  makeFolder(path);
  const unlock = lockFolder(path);
  try {
    const database = openDatabase(path);
    return {
      path,
      database,
      close() {
        if (database.isOpen) database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openDatabase(folder: string): DatabaseSync {
  const database = new DatabaseSync(databasePath(folder), { timeout: 5_000 });
  try {
    // In WAL mode a commit is a write to the log. Under NORMAL it isn't synced to the disk: the system's page
    // cache outlives a killed process, so nothing committed is lost then. A power cut may cost the last commits,
    // whole ones and in order, and never damages the file (https://sqlite.org/pragma.html#pragma_synchronous).
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    migrate(database);
    // The folder may have been made by somebody else, for everybody to read.
    chmodSync(databasePath(folder), 0o600);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

import { existsSync } from "node:fs";
import { copyFile, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { lockFolder } from "../sqlite/folder-lock.ts";
import { makeFolder } from "../sqlite/make-folder.ts";
import { DatabaseTooNewError } from "../sqlite/migrations.ts";
import { copyFiles } from "./backup-data-folder.ts";
import { checkDatabase, checkFiles, type FilesReport, openBackup } from "./inspect-data-folder.ts";

/** The backup is none, or is damaged; nothing was changed. */
export class BackupUnusableError extends Error {
  override readonly name = "BackupUnusableError";
  readonly code = "backup-unusable";
}

/** There is something where the backup should go; it is left as it was. */
export class DataFolderNotEmptyError extends Error {
  override readonly name = "DataFolderNotEmptyError";
  readonly code = "data-folder-not-empty";
  constructor(folder: string) {
    super(
      `The data folder ${folder} is not empty. Choose another one with --data, or use --replace: what is there now is kept beside it.`,
    );
  }
}

export interface RestoreReport extends FilesReport {
  readonly files: number;
  readonly bytes: number;
  /** Where what was there before is now. */
  readonly before: string | undefined;
}

export interface RestoreOptions {
  readonly backup: string;
  readonly dataFolder: string;
  /** Puts aside what is in the data folder. */
  readonly replace: boolean;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * Makes a data folder of a backup, after it has looked the backup over. A file that is missing in it is reported and
 * hinders nothing: it was deleted while the backup was made. Throws {@link BackupUnusableError},
 * {@link DataFolderNotEmptyError}, `DatabaseTooNewError` and `DataFolderInUseError`, and has changed nothing then.
 */
export async function restoreDataFolder(options: RestoreOptions): Promise<RestoreReport> {
  const backup = resolve(options.backup);
  const dataFolder = resolve(options.dataFolder);
  const report = await lookOver(backup, options.now);
  const isTaken = existsSync(dataFolder) && (await readdir(dataFolder)).length > 0;
  if (isTaken && !options.replace) throw new DataFolderNotEmptyError(dataFolder);
  // While it is held, no hub can start on what is about to move.
  const unlock = isTaken ? lockFolder(dataFolder) : () => {};
  try {
    const partial = `${dataFolder}.restoring`;
    await rm(partial, { recursive: true, force: true });
    try {
      makeFolder(partial);
      await copyFile(join(backup, "assetql.db"), join(partial, "assetql.db"));
      const copied = await copyFiles(backup, partial);
      const before = isTaken ? await putAside(dataFolder, options.now) : undefined;
      // An empty folder may be there, whose place it takes.
      await rename(partial, dataFolder);
      return { ...report, ...copied, before };
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  } finally {
    unlock();
  }
}

async function lookOver(backup: string, now: number): Promise<FilesReport> {
  const database = openBackup(backup);
  if (database === undefined) {
    throw new BackupUnusableError(`${backup} is no backup: there is no assetql.db in it.`);
  }
  try {
    const { damage, schema, newestSchema } = checkDatabase(database, { deep: true });
    if (damage.length > 0) throw damaged(backup, damage[0] ?? "");
    if (schema === 0) throw new BackupUnusableError(`${backup} is no backup: its database is not AssetQL's.`);
    if (schema > newestSchema) throw new DatabaseTooNewError(schema, newestSchema);
    return await checkFiles(database, backup, { now });
  } catch (error) {
    // SQLite's own words for a file that is no database.
    if (error instanceof Error && "errcode" in error) throw damaged(backup, error.message);
    throw error;
  } finally {
    database.close();
  }
}

const damaged = (backup: string, words: string): BackupUnusableError =>
  new BackupUnusableError(`The database of the backup ${backup} is damaged (${words}). Use another backup.`);

async function putAside(dataFolder: string, now: number): Promise<string> {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-");
  const before = `${dataFolder}.before-restore-${stamp}`;
  await rename(dataFolder, before);
  return before;
}

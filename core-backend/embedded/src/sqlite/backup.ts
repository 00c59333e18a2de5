import { chmodSync, existsSync, renameSync, rmSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";
import { databasePath } from "./open.ts";

/** There is a file where the backup should go; it is left as it was. */
export class BackupTargetExistsError extends Error {
  override readonly name = "BackupTargetExistsError";
  readonly code = "backup-target-exists";
  constructor(target: string) {
    super(`${target} exists already. Choose another name for the backup, or move the file away.`);
  }
}

// More pages than a database can have, so that the whole copy is one step, that is one read transaction: in
// smaller steps each write by another process would start the copy anew.
const ALL_PAGES = 2_147_483_647;

/**
 * Copies the database of a data folder to `target`, as of one moment, while a hub works on it in this process or
 * another. Writers go on meanwhile. `target` has the whole copy or doesn't exist. Throws
 * {@link BackupTargetExistsError}. Blobs are not in it.
 */
export async function backupDatabase(folder: string, target: string): Promise<void> {
  if (existsSync(target)) throw new BackupTargetExistsError(target);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  const source = new DatabaseSync(databasePath(folder), { timeout: 5_000, readOnly: true });
  try {
    await backup(source, partial, { rate: ALL_PAGES });
    // As the database itself: it may come to stand in a folder that others can read.
    chmodSync(partial, 0o600);
    renameSync(partial, target);
  } finally {
    source.close();
    rmSync(partial, { force: true });
  }
}

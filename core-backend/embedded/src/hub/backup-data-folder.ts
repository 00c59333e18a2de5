import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { BackupTargetExistsError, backupDatabase } from "../sqlite/backup.ts";
import { makeFolder } from "../sqlite/make-folder.ts";

/**
 * Copies a data folder into a new folder while a hub works on it: the database first, as of one moment, then the
 * files. A file is written before the record that refers to it, so the copy lacks only files that were deleted
 * meanwhile; files that came later are swept when the copy is used. `target` has the whole copy or doesn't exist.
 * Throws {@link BackupTargetExistsError}.
 */
export async function backupDataFolder(
  dataFolder: string,
  target: string,
): Promise<{ files: number; bytes: number }> {
  if (existsSync(target)) throw new BackupTargetExistsError(target);
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  makeFolder(partial);
  try {
    await backupDatabase(dataFolder, join(partial, "assetql.db"));
    const copied = await copyFiles(dataFolder, partial);
    await rename(partial, target);
    return copied;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Copies blobs and keys beside a database that is copied already; the sums are of all three. */
export async function copyFiles(from: string, to: string): Promise<{ files: number; bytes: number }> {
  let files = 1;
  let bytes = (await stat(join(to, "assetql.db"))).size;
  for await (const file of filesOf(from)) {
    const size = await copy(join(from, file), join(to, file));
    if (size === undefined) continue;
    files += 1;
    bytes += size;
  }
  return { files, bytes };
}

/** Blobs and keys, by path within the folder; not what is still being written. */
async function* filesOf(dataFolder: string): AsyncGenerator<string> {
  for (const part of ["blobs", "secrets"]) {
    const folder = join(dataFolder, part);
    if (!existsSync(folder)) continue;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = relative(dataFolder, join(entry.parentPath, entry.name));
      if (entry.isFile() && !path.split(/[\\/]/).includes(".tmp")) yield path;
    }
  }
}

/** The size in bytes; `undefined` when the file has gone since it was listed. */
async function copy(from: string, to: string): Promise<number | undefined> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await copyFile(from, to);
    return (await stat(to)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

import { existsSync } from "node:fs";
import { cp, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { BackupTargetExistsError, backupDatabase } from "../sqlite/backup.ts";

/**
 * Copies a data folder into a new folder while a hub works on it: the database first, as of one moment, then the
 * files. A file is written before the record that refers to it, so every record in the copy finds its files; what
 * came later is swept when the copy is used. Throws {@link BackupTargetExistsError}.
 */
export async function backupDataFolder(
  dataFolder: string,
  target: string,
): Promise<{ files: number; bytes: number }> {
  if (existsSync(target)) throw new BackupTargetExistsError(target);
  await mkdir(target, { recursive: true, mode: 0o700 });
  await backupDatabase(dataFolder, join(target, "assetql.db"));
  for (const part of ["blobs", "secrets"]) {
    if (existsSync(join(dataFolder, part))) {
      await cp(join(dataFolder, part), join(target, part), { recursive: true, preserveTimestamps: true });
    }
  }
  return measure(target);
}

async function measure(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let bytes = 0;
  const files = entries.filter((entry) => entry.isFile());
  for (const file of files) bytes += (await stat(join(file.parentPath, file.name))).size;
  return { files: files.length, bytes };
}

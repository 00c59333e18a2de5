import { existsSync } from "node:fs";
import { BackupTargetExistsError, backupDataFolder, FolderUnusableError } from "@assetql/embedded";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatBytes, plural } from "../../output/format.ts";
import type { Session } from "../../session.ts";

export async function backup(
  { terminal, dataFolder, resolve }: Session,
  { args: [target = ""] }: CommandInput<object>,
): Promise<void> {
  if (!existsSync(dataFolder)) {
    throw wrongInput(`There is no data folder ${dataFolder}. Say where it is with --data or ASSETQL_DATA.`);
  }
  const { files, bytes } = await copy(dataFolder, resolve(target));
  terminal.result(
    { target: resolve(target), files, bytes },
    () =>
      `Copied ${plural(files, "file")} (${formatBytes(bytes)}) to ${target}. It holds the hub's secrets: keep it as safe as the data folder.`,
  );
}

async function copy(dataFolder: string, target: string): Promise<{ files: number; bytes: number }> {
  try {
    return await backupDataFolder(dataFolder, target);
  } catch (error) {
    if (error instanceof BackupTargetExistsError || error instanceof FolderUnusableError)
      throw wrongInput(error.message);
    throw error;
  }
}

import {
  BackupUnusableError,
  DatabaseTooNewError,
  DataFolderInUseError,
  DataFolderNotEmptyError,
  type RestoreReport,
  restoreDataFolder,
} from "@assetql/embedded";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatBytes, plural } from "../../output/format.ts";
import type { Session } from "../../session.ts";

export const restoreOptions = z.object({ replace: z.boolean().default(false) });

const NAMED = 5;

export async function restore(
  { terminal, dataFolder, resolve }: Session,
  { args: [backup = ""], options }: CommandInput<z.output<typeof restoreOptions>>,
): Promise<void> {
  const report = await inWords(() =>
    restoreDataFolder({ backup: resolve(backup), dataFolder, replace: options.replace, now: Date.now() }),
  );
  terminal.result({ dataFolder, ...report }, () => describe(report, { backup, dataFolder }));
}

function describe(report: RestoreReport, where: { backup: string; dataFolder: string }): string {
  const { files, bytes, before, missing, unreadable } = report;
  const lines = [
    `Restored ${plural(files, "file")} (${formatBytes(bytes)}) of ${where.backup} into ${where.dataFolder}.`,
  ];
  if (before !== undefined) lines.push(`What was there before is in ${before}.`);
  if (missing.length > 0) {
    lines.push(
      `The backup lacks ${plural(missing.length, "file")} that its records refer to: ${named(missing)}. They were deleted while it was made, or lost.`,
    );
  }
  if (unreadable.length > 0) {
    lines.push(`${plural(unreadable.length, "record")} cannot be read: ${named(unreadable)}.`);
  }
  return lines.join("\n");
}

const named = (all: readonly string[]): string =>
  all.length > NAMED ? `${all.slice(0, NAMED).join(", ")} …` : all.join(", ");

async function inWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const expected =
      error instanceof BackupUnusableError ||
      error instanceof DataFolderNotEmptyError ||
      error instanceof DatabaseTooNewError ||
      error instanceof DataFolderInUseError;
    throw expected ? wrongInput(error.message) : error;
  }
}

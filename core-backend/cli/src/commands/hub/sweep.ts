import { existsSync } from "node:fs";
import {
  DatabaseTooNewError,
  DataFolderInUseError,
  previewSweep,
  type Sweep,
  sweepDataFolder,
} from "@assetql/embedded";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatFacts } from "../../output/table.ts";
import type { Session } from "../../session.ts";

export const sweepOptions = z.object({ dryRun: z.boolean().default(false) });

/** A hub sweeps by itself; this is for folders without one, and for a look at what there is to sweep. */
export async function sweep(
  { terminal, dataFolder }: Session,
  { options: { dryRun } }: CommandInput<z.output<typeof sweepOptions>>,
): Promise<void> {
  if (!existsSync(dataFolder)) {
    throw wrongInput(`There is no data folder ${dataFolder}. Say where it is with --data or ASSETQL_DATA.`);
  }
  const swept = dryRun ? await previewSweep(dataFolder) : await sweepIdle(dataFolder);
  if (swept === undefined) throw wrongInput(`There is no database in ${dataFolder}.`);
  terminal.result({ dryRun, ...swept }, () =>
    formatFacts(terminal, [
      [dryRun ? "Would be removed" : "Removed", ""],
      ["files without a record", String(swept.files.length)],
      ...Object.entries(swept.records).map(([name, count]) => [name, String(count)] as const),
      ...(swept.liveChunks === null ? [] : [["parts of the live log", String(swept.liveChunks)] as const]),
    ]),
  );
}

async function sweepIdle(dataFolder: string): Promise<Sweep> {
  try {
    return await sweepDataFolder(dataFolder);
  } catch (error) {
    if (error instanceof DataFolderInUseError) {
      throw wrongInput(
        "A hub works on this data folder and sweeps it every hour by itself. --dry-run shows what there is to sweep.",
      );
    }
    if (error instanceof DatabaseTooNewError) throw wrongInput(error.message);
    throw error;
  }
}

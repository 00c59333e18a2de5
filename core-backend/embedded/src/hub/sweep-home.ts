import { join } from "node:path";
import { type CoreDeps, pruneLiveLog, type SweptRecords, sweepBlobs, sweepRecords } from "@assetql/core";
import { createFileBlobStore } from "../files/blob-store.ts";
import { lookAtBlobs } from "../files/look-at-blobs.ts";
import { createUrlSigner, loadSigningKey } from "../files/signer.ts";
import { openDataFolder } from "../sqlite/open.ts";
import { createSqliteRecordStore } from "../sqlite/record-store.ts";
import { indexAnew } from "../sqlite/reindex.ts";
import { systemClock } from "./ambient.ts";
import { openForReading } from "./inspect-data-folder.ts";

export interface Sweep {
  /** Keys of files that no record refers to. */
  readonly files: readonly string[];
  readonly records: SweptRecords;
  /** Parts of the live log that nobody will ask for again; `null` where it was not looked at. */
  readonly liveChunks: number | null;
}

/** Removes what is no longer needed: files without a record, and records whose time is over. */
export async function sweepHome(
  core: Pick<CoreDeps, "store" | "blobs" | "clock">,
  signal?: AbortSignal,
): Promise<Sweep> {
  const ending = signal === undefined ? {} : { signal };
  return {
    files: await sweepBlobs(core, ending),
    records: await sweepRecords(core, ending),
    liveChunks: await pruneLiveLog(core, ending),
  };
}

/** Sweeps a data folder that no hub works on. Throws `DataFolderInUseError` and `DatabaseTooNewError`. */
export async function sweepDataFolder(dataFolder: string): Promise<Sweep> {
  const folder = openDataFolder(dataFolder);
  try {
    const signer = createUrlSigner({
      key: loadSigningKey(join(folder.path, "secrets", "url-signing.key")),
      baseUrl: () => "",
      clock: systemClock,
    });
    indexAnew(folder.database, () => {});
    return await sweepHome({
      store: createSqliteRecordStore(folder.database),
      blobs: await createFileBlobStore(join(folder.path, "blobs"), signer),
      clock: systemClock,
    });
  } finally {
    folder.close();
  }
}

/** What {@link sweepHome} would remove, also while a hub works on the folder. `undefined` if there is no database. */
export async function previewSweep(dataFolder: string): Promise<Sweep | undefined> {
  const database = openForReading(dataFolder);
  if (database === undefined) return undefined;
  try {
    const blobs = { ...lookAtBlobs(join(dataFolder, "blobs")), delete: async () => {} };
    const deps = { store: createSqliteRecordStore(database), blobs, clock: systemClock };
    return {
      files: await sweepBlobs(deps, { dryRun: true }),
      records: await sweepRecords(deps, { dryRun: true }),
      liveChunks: null,
    };
  } finally {
    database.close();
  }
}

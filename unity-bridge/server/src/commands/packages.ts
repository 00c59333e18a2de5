import { createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "@assetql/client";
import type { ExportId } from "@assetql/contract";

/** Packages of exports on their way to editors, as files of this machine. */
export interface Packages {
  /** The whole content, read from the hub once. Throws what the client throws. */
  read(id: ExportId, signal: AbortSignal): Promise<Uint8Array>;
  /** Removes every file. */
  close(): Promise<void>;
}

/** `folder` is of the bridge alone, and is made when it is needed. */
export function createPackages(exports: Pick<Client["exports"], "download">, folder: string): Packages {
  const files = new Map<ExportId, Promise<string>>();
  const download = async (id: ExportId): Promise<string> => {
    const file = join(folder, `${id}.package`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { stream } = await exports.download(id);
    await pipeline(Readable.fromWeb(stream), createWriteStream(`${file}.part`, { mode: 0o600 }));
    await rename(`${file}.part`, file);
    return file;
  };
  const fileOf = (id: ExportId): Promise<string> => {
    const known = files.get(id);
    if (known !== undefined) return known;
    const file = download(id);
    files.set(id, file);
    file.catch(() => files.delete(id));
    return file;
  };
  return {
    async read(id, signal) {
      const file = await fileOf(id);
      signal.throwIfAborted();
      return readFile(file, { signal });
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

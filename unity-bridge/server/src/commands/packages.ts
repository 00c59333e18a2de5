import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "@assetql/client";
import type { ExportId } from "@assetql/contract";
import { isRunning } from "../discovery/is-running.ts";

/** Kept at once; the one that was asked for longest ago goes. */
const MOST_KEPT = 10;

/** Packages of exports on their way to editors, as files of this machine. */
export interface Packages {
  /** The whole content, read from the hub once. Throws what the client throws. */
  read(id: ExportId, signal: AbortSignal): Promise<Uint8Array>;
  /** Removes every file. */
  close(): Promise<void>;
}

/**
 * In a folder of this process below that of the bridges, made when it is needed. Removes what bridges have left there
 * that were killed.
 */
export async function openPackages(
  exports: Pick<Client["exports"], "download">,
  bridgeFolder: string,
): Promise<Packages> {
  const all = join(bridgeFolder, "packages");
  await removeLeft(all);
  return packagesIn(join(all, `${process.pid}-${randomUUID()}`), exports);
}

async function removeLeft(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const left = names.filter((name) => !isRunning(Number.parseInt(name, 10)));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function packagesIn(folder: string, exports: Pick<Client["exports"], "download">): Packages {
  const files = new Map<ExportId, Promise<string>>();
  const download = async (id: ExportId): Promise<string> => {
    const file = join(folder, `${id}.package`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { stream } = await exports.download(id);
    await pipeline(Readable.fromWeb(stream), createWriteStream(`${file}.part`, { mode: 0o600 }));
    await rename(`${file}.part`, file);
    return file;
  };
  const makeRoom = (): void => {
    const [oldest] = files;
    if (oldest === undefined || files.size <= MOST_KEPT) return;
    files.delete(oldest[0]);
    // Of one that is being read the system keeps the content until it has been.
    void oldest[1].then((file) => rm(file, { force: true })).catch(() => undefined);
  };
  const fileOf = (id: ExportId): Promise<string> => {
    const file = files.get(id) ?? download(id);
    files.delete(id);
    files.set(id, file);
    file.catch(() => {
      if (files.get(id) === file) files.delete(id);
    });
    makeRoom();
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

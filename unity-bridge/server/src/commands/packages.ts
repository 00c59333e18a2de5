import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import type { Client } from "@assetql/client";
import type { ExportId } from "@assetql/contract";
import { isRunning } from "../discovery/is-running.ts";
import type { ContentSource } from "../session/editor-session.ts";
import { openFileReader } from "../transfers/file-reader.ts";
import { hexOfCrc32 } from "../transfers/outgoing.ts";

/** Kept at once; the one that was asked for longest ago goes. */
const MOST_KEPT = 10;

/** The file of one export, read piece by piece. */
export interface Package extends ContentSource {
  /** As a `.unitypackage` is. */
  readonly isGzip: boolean;
}

/** Packages of exports on their way to editors, as files of this machine. */
export interface Packages {
  /** Fetched from the hub once. Throws what the client throws. */
  get(id: ExportId, signal: AbortSignal): Promise<Package>;
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

const GZIP = Buffer.from([0x1f, 0x8b]);

interface Kept {
  readonly file: string;
  readonly package: Package;
}

interface Seen {
  bytes: number;
  sum: number;
  /** The first bytes. */
  head: Buffer;
}

/** Takes down what is to be known of content while it goes by. */
async function* lookingAt(chunks: AsyncIterable<Uint8Array>, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    seen.bytes += chunk.byteLength;
    seen.sum = crc32(chunk, seen.sum);
    if (seen.head.byteLength < GZIP.byteLength) {
      seen.head = Buffer.concat([seen.head, chunk]).subarray(0, GZIP.byteLength);
    }
    yield chunk;
  }
}

function packagesIn(folder: string, exports: Pick<Client["exports"], "download">): Packages {
  const files = new Map<ExportId, Promise<Kept>>();
  const download = async (id: ExportId): Promise<Kept> => {
    const file = join(folder, `${id}.package`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { stream } = await exports.download(id);
    const seen = { bytes: 0, sum: 0, head: Buffer.alloc(0) };
    const look = (chunks: AsyncIterable<Uint8Array>) => lookingAt(chunks, seen);
    await pipeline(Readable.fromWeb(stream), look, createWriteStream(`${file}.part`, { mode: 0o600 }));
    await rename(`${file}.part`, file);
    const { bytes, sum, head } = seen;
    const isGzip = head.equals(GZIP);
    return { file, package: { bytes, crc32: hexOfCrc32(sum), isGzip, open: () => openFileReader(file) } };
  };
  const makeRoom = (): void => {
    const [oldest] = files;
    if (oldest === undefined || files.size <= MOST_KEPT) return;
    files.delete(oldest[0]);
    // Of one that is being read the system keeps the content until it has been.
    void oldest[1].then(({ file }) => rm(file, { force: true })).catch(() => undefined);
  };
  const fileOf = (id: ExportId): Promise<Kept> => {
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
    async get(id, signal) {
      const kept = await fileOf(id);
      signal.throwIfAborted();
      return kept.package;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

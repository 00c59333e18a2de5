import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { failed } from "./errors.ts";

/** Streams a signed address into a file, which is there whole or not at all. Returns its bytes. */
export async function download(url: string, file: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) {
    throw failed(`The download of ${path.basename(file)} failed: the hub answered ${response.status}.`);
  }
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.part`;
  try {
    await pipeline(response.body, createWriteStream(partial), { signal });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return (await stat(file)).size;
}

/** A small file of the hub, in memory. */
export async function downloadBytes(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw failed(`A download failed: the hub answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

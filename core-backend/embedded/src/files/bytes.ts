import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { BlobTooLargeError } from "@assetql/core/ports";

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

/** Writes a new file. Throws {@link BlobTooLargeError}; what it wrote until then stays. */
export async function writeBody(
  path: string,
  body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new BlobTooLargeError(`More than ${maxBytes} bytes`);
      await file.appendFile(chunk);
    }
  } finally {
    await file.close();
  }
}

/** Opens the file when the first bytes are asked for: a stream nobody reads leaks no handle. */
export async function* readBytes(path: string, start: number, bytes: number): AsyncGenerator<Uint8Array> {
  if (bytes === 0) return;
  let read = 0;
  for await (const chunk of createReadStream(path, { start, end: start + bytes - 1, highWaterMark: CHUNK })) {
    read += chunk.byteLength;
    yield chunk;
  }
  if (read !== bytes) throw new Error("The blob was overwritten while it was read");
}

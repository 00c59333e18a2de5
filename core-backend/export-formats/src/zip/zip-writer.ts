import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipArchive } from "archiver";
import { type Lifetime, orAbort } from "../abort.ts";
import { isSafeName } from "../names.ts";
import { ExportError } from "../problems.ts";

/** The oldest date a ZIP entry can carry. The same in every package, so that equal input gives equal bytes. */
const ENTRY_DATE = new Date(Date.UTC(1980, 0, 1));
const ENTRY_MODE = 0o644;
/** APPNOTE.TXT 4.3.7: a local file header without its name. */
const LOCAL_HEADER_BYTES = 30;
/** How much may wait between us and the sink before `store` makes its caller wait. */
const WINDOW_BYTES = 1024 * 1024;

export interface ZipWriter {
  /** Adds bytes as they are (images are compressed already); resolves once the sink keeps up. */
  store(path: string, bytes: Uint8Array): Promise<void>;
  /** Adds a text document, deflated. */
  deflate(path: string, bytes: Uint8Array): void;
  /** Writes the directory, ends the sink and waits for it. Resolves to the size of the ZIP in bytes. */
  finish(): Promise<number>;
  /** Gives up: destroys the sink, so that nobody takes half a package for a whole one. */
  destroy(error: Error): void;
  readonly files: number;
}

/** A ZIP that streams into `sink` and follows its backpressure. Failures of the sink end `life`. */
export function openZipWriter(sink: Writable, life: Lifetime): ZipWriter {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  archive.on("error", (error) => life.fail(error));
  const delivery = openDelivery(archive, sink, life);
  const paths = new Set<string>();
  let storedBytes = 0;

  const append = (path: string, bytes: Uint8Array, store: boolean) => {
    life.signal.throwIfAborted();
    claimPath(paths, path);
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    archive.append(source, { name: path, date: ENTRY_DATE, mode: ENTRY_MODE, store });
  };

  return {
    async store(path, bytes) {
      append(path, bytes, true);
      storedBytes += LOCAL_HEADER_BYTES + path.length + bytes.byteLength;
      while (storedBytes - delivery.bytes > WINDOW_BYTES) await delivery.progress();
    },
    deflate: (path, bytes) => append(path, bytes, false),
    async finish() {
      archive.finalize().catch((error) => life.fail(error));
      await delivery.finish();
      return delivery.bytes;
    },
    destroy(error) {
      archive.abort();
      archive.destroy();
      delivery.destroy(error);
    },
    get files() {
      return paths.size;
    },
  };
}

interface Delivery {
  /** Bytes that the sink has taken. */
  readonly bytes: number;
  /** Resolves when the sink has taken more. */
  progress(): Promise<void>;
  /** Waits for the archive's end, then ends the sink. */
  finish(): Promise<void>;
  destroy(error: Error): void;
}

/** Moves the archive's output into the sink, one chunk at a time, waiting whenever the sink is full. */
function openDelivery(archive: AsyncIterable<Buffer>, sink: Writable, life: Lifetime): Delivery {
  let bytes = 0;
  let done = false;
  let wake = () => {};
  const failSink = (cause: unknown) =>
    life.fail(
      new ExportError("sink-failed", "The package couldn't be written to its destination.", { cause }),
    );
  sink.on("error", failSink);
  sink.once("close", () => {
    if (!done) failSink(new Error("closed before the end"));
  });

  const pump = async () => {
    for await (const chunk of archive) {
      if (!sink.write(chunk)) await orAbort(once(sink, "drain", { signal: life.signal }), life.signal);
      bytes += chunk.length;
      wake();
    }
  };
  const pumped = pump();
  pumped.catch((error) => life.fail(error));

  return {
    get bytes() {
      return bytes;
    },
    progress: () => orAbort(new Promise<void>((resolve) => (wake = resolve)), life.signal),
    async finish() {
      await orAbort(pumped, life.signal);
      done = true;
      sink.end();
      await orAbort(finished(sink, { readable: false }), life.signal);
      sink.off("error", failSink);
    },
    destroy(error) {
      done = true;
      sink.destroy(error);
    },
  };
}

/** The last door before a path leaves: formats make safe, unique names, and this holds them to it. */
function claimPath(paths: Set<string>, path: string): void {
  if (!path.split("/").every(isSafeName))
    throw new Error(`unsafe path in a package: ${JSON.stringify(path)}`);
  const key = path.toLowerCase();
  if (paths.has(key)) throw new Error(`two files of a package share the path ${path}`);
  paths.add(key);
}

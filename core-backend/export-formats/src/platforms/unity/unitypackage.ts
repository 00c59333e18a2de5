import type { Writable } from "node:stream";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { type Lifetime, orAbort } from "../../abort.ts";
import type { PackageContainer, PackageWriter } from "../../containers/container.ts";
import { type Output, openOutput } from "../../containers/output.ts";
import { createPathGuard } from "../../containers/paths.ts";

const ENTRY_MODE = 0o644;
/** The epoch, in every package, so that equal input gives equal bytes. */
const ENTRY_TIME = new Date(0);
const META = ".meta";
/** RFC 1952, 2.3.1: the byte of the header that names the file system, and its value for "unknown". */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/**
 * Unity's own package: a gzipped tar with a folder per GUID, in it `asset` (not for folders), `asset.meta` and
 * `pathname`.
 */
export function unityPackageContainer(textureFormat: "png" | "tga"): PackageContainer {
  // PNGs are compressed already: compressing them again takes most of an export's time and saves nothing.
  const level = textureFormat === "png" ? 0 : 6;
  return {
    extension: "unitypackage",
    contentType: "application/gzip",
    open: (sink, life) => openUnityPackageWriter(sink, life, level),
  };
}

/** Every file is preceded by its .meta; a .meta of a folder stands alone. */
function openUnityPackageWriter(sink: Writable, life: Lifetime, level: number): PackageWriter {
  const tar = pack();
  const gzip = createGzip({ level });
  tar.on("error", (error: Error) => life.fail(error));
  gzip.on("error", (error) => life.fail(error));
  tar.pipe(gzip);
  const output = openOutput(sink, life);
  const delivered = deliver(sameOnEverySystem(gzip), output);
  delivered.catch((error: unknown) => life.fail(error instanceof Error ? error : new Error(String(error))));
  const paths = createPathGuard();
  let waiting: { path: string; meta: Buffer } | undefined;

  const entry = (name: string, bytes: Buffer) =>
    orAbort(
      new Promise<void>((resolve, reject) => {
        const header = { name, size: bytes.length, mode: ENTRY_MODE, mtime: ENTRY_TIME };
        // Called back once the tar has taken the bytes, which it does no faster than the sink.
        tar.entry(header, bytes, (error) => (error ? reject(error) : resolve()));
      }),
      life.signal,
    );

  const flush = async (asset?: Buffer) => {
    if (waiting === undefined) return;
    const { path, meta } = waiting;
    waiting = undefined;
    const guid = guidOf(meta);
    if (asset) await entry(`${guid}/asset`, asset);
    await entry(`${guid}/asset.meta`, meta);
    await entry(`${guid}/pathname`, Buffer.from(path));
  };

  const add = async (path: string, bytes: Uint8Array) => {
    life.signal.throwIfAborted();
    paths.claim(path);
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (path.endsWith(META)) {
      await flush();
      waiting = { path: path.slice(0, -META.length), meta: content };
    } else if (waiting?.path === path) {
      await flush(content);
    } else {
      throw new Error(`${path} comes without its .meta`);
    }
  };

  return {
    image: add,
    document: add,
    async finish() {
      await flush();
      tar.finalize();
      await orAbort(delivered, life.signal);
      await output.finish();
      return output.bytes;
    },
    destroy(error) {
      tar.destroy();
      gzip.destroy();
      output.destroy(error);
    },
    get files() {
      return paths.count;
    },
  };
}

/** The .meta is the only source of the GUID, so that both ways into a project give an asset the same. */
function guidOf(meta: Buffer): string {
  const guid = /^guid: ([0-9a-f]{32})$/m.exec(meta.toString("utf8"))?.[1];
  if (guid === undefined) throw new Error("a .meta without a GUID");
  return guid;
}

async function deliver(chunks: AsyncIterable<Buffer>, output: Output): Promise<void> {
  for await (const chunk of chunks) await output.write(chunk);
}

async function* sameOnEverySystem(gzip: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of gzip) {
    if (isFirst) chunk[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
    isFirst = false;
    yield chunk;
  }
}

import type { Writable } from "node:stream";
import { ZipArchive } from "archiver";
import { type Lifetime, orAbort } from "../abort.ts";
import type { PackageContainer, PackageWriter } from "./container.ts";
import { openOutput } from "./output.ts";
import { createPathGuard } from "./paths.ts";

/** The oldest date a ZIP entry can carry. The same in every package, so that equal input gives equal bytes. */
const ENTRY_DATE = new Date(Date.UTC(1980, 0, 1));
const ENTRY_MODE = 0o644;
/** APPNOTE.TXT 4.3.7: a local file header without its name. */
const LOCAL_HEADER_BYTES = 30;
/** How much may wait between us and the sink before `image` makes its caller wait. */
const WINDOW_BYTES = 1024 * 1024;

/** Images are stored as they are, documents deflated. */
export const zipContainer: PackageContainer = {
  extension: "zip",
  contentType: "application/zip",
  open: openZipWriter,
};

function openZipWriter(sink: Writable, life: Lifetime): PackageWriter {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  archive.on("error", (error) => life.fail(error));
  const output = openOutput(sink, life);
  const paths = createPathGuard();
  let wake = () => {};
  const pump = async () => {
    for await (const chunk of archive) {
      await output.write(chunk);
      wake();
    }
  };
  const pumped = pump();
  pumped.catch((error) => life.fail(error));
  let storedBytes = 0;

  const append = (path: string, bytes: Uint8Array, store: boolean) => {
    life.signal.throwIfAborted();
    paths.claim(path);
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    archive.append(source, { name: path, date: ENTRY_DATE, mode: ENTRY_MODE, store });
  };

  return {
    async image(path, bytes) {
      append(path, bytes, true);
      storedBytes += LOCAL_HEADER_BYTES + path.length + bytes.byteLength;
      while (storedBytes - output.bytes > WINDOW_BYTES) {
        await orAbort(new Promise<void>((resolve) => (wake = resolve)), life.signal);
      }
    },
    document: async (path, bytes) => append(path, bytes, false),
    async finish() {
      archive.finalize().catch((error) => life.fail(error));
      await orAbort(pumped, life.signal);
      await output.finish();
      return output.bytes;
    },
    destroy(error) {
      archive.abort();
      archive.destroy();
      output.destroy(error);
    },
    get files() {
      return paths.count;
    },
  };
}

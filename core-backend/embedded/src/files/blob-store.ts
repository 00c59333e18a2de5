import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  assertBlobKey,
  BlobExistsError,
  type BlobInfo,
  type BlobStore,
  type BlobStream,
  type ByteRange,
  InvalidBlobKeyError,
  InvalidCursorError,
  type PutOptions,
  type SignedReadOptions,
  type SignedUploadOptions,
} from "@assetql/core/ports";
import { readBytes, writeBody } from "./bytes.ts";
import { hasCode, isMissing, walkKeys } from "./paths.ts";
import type { UrlSigner } from "./signer.ts";

const PAGE = 1_000;
/** Whole segments and the beginning of one more: what a key can start with. */
const PREFIX = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*(?:[A-Za-z0-9][A-Za-z0-9._-]*)?$/;
/** No key starts with a dot. */
const TEMPORARY = ".tmp";

export type FileBlobStore = BlobStore;

/**
 * Blobs as files under `folder`, made if needed; what a killed process left half-written is removed. One store per
 * folder.
 */
export async function createFileBlobStore(folder: string, signer: UrlSigner): Promise<FileBlobStore> {
  const temporary = join(folder, TEMPORARY);
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  return new FileStore(folder, signer);
}

class FileStore implements BlobStore {
  readonly #folder: string;
  readonly #signer: UrlSigner;

  constructor(folder: string, signer: UrlSigner) {
    this.#folder = folder;
    this.#signer = signer;
  }

  async put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    options: PutOptions = {},
  ): Promise<BlobInfo> {
    const path = this.#path(key);
    if (options.overwrite !== true && (await this.head(key)) !== undefined) throw taken(key);
    // In the same file system, so that its last step is one atomic operation. It isn't synced to the disk: the
    // system's cache outlives a killed process, and after a power cut a missing image can be made again.
    const temporary = join(this.#folder, TEMPORARY, randomUUID());
    try {
      await writeBody(temporary, body instanceof Uint8Array ? [body] : body, options.maxBytes);
      const { size, mtimeMs } = await stat(temporary);
      await this.#publish(temporary, path, options.overwrite === true);
      return { key, bytes: size, modifiedAt: Math.floor(mtimeMs) };
    } catch (error) {
      if (hasCode(error, "EEXIST") && options.overwrite !== true) throw taken(key);
      if (hasCode(error, "ENOTDIR", "EISDIR", "EEXIST")) {
        throw new InvalidBlobKeyError(`A part of ${key} is a blob, or it is the folder of one`);
      }
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path(key));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async stream(key: string, range?: ByteRange): Promise<BlobStream | undefined> {
    const info = await this.head(key);
    if (info === undefined) return undefined;
    const start = range?.start ?? 0;
    const end = Math.min(range?.end ?? info.bytes - 1, info.bytes - 1);
    if (range !== undefined && (start < 0 || start > end)) {
      throw new RangeError(`${key} has ${info.bytes} bytes, none from ${range.start} to ${range.end}`);
    }
    const bytes = end - start + 1;
    const path = this.#path(key);
    return { body: readBytes(path, start, bytes), bytes, totalBytes: info.bytes };
  }

  async head(key: string): Promise<BlobInfo | undefined> {
    try {
      const found = await stat(this.#path(key));
      if (!found.isFile()) return undefined;
      return { key, bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async list(prefix: string, cursor?: string): Promise<{ items: readonly BlobInfo[]; cursor?: string }> {
    if (!PREFIX.test(prefix)) return { items: [] };
    const after = cursor === undefined ? "" : decodeCursor(cursor, prefix);
    const keys: string[] = [];
    for await (const key of walkKeys(this.#folder, prefix, after)) {
      if (keys.push(key) > PAGE) break;
    }
    const page = keys.slice(0, PAGE);
    const infos = await Promise.all(page.map((key) => this.head(key)));
    // What was deleted since the folder was read is left out.
    const items = infos.filter((info) => info !== undefined);
    const last = page.at(-1);
    if (keys.length <= PAGE || last === undefined) return { items };
    return { items, cursor: Buffer.from(last).toString("base64url") };
  }

  async delete(keys: readonly string[]): Promise<void> {
    const paths = keys.map((key) => this.#path(key));
    for (const path of paths) {
      try {
        await rm(path);
      } catch (error) {
        if (!isMissing(error) && !hasCode(error, "ERR_FS_EISDIR")) throw error;
      }
    }
  }

  async signedReadUrl(key: string, options: SignedReadOptions): Promise<string> {
    assertBlobKey(key);
    return this.#signer.sign({ method: "GET", key, ...options });
  }

  async signedUploadUrl(key: string, options: SignedUploadOptions): Promise<string> {
    assertBlobKey(key);
    return this.#signer.sign({ method: "PUT", key, ...options });
  }

  /** Gives a whole file its name: rename replaces what is there, link refuses to. */
  async #publish(temporary: string, path: string, overwrite: boolean): Promise<void> {
    const name = () => (overwrite ? rename(temporary, path) : link(temporary, path));
    try {
      await name();
    } catch (error) {
      if (!hasCode(error, "ENOENT")) throw error;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await name();
    }
  }

  #path(key: string): string {
    assertBlobKey(key);
    return join(this.#folder, key);
  }
}

function taken(key: string): BlobExistsError {
  return new BlobExistsError(`There is a blob ${key} already`);
}

/** A cursor is the last key of a page. */
function decodeCursor(cursor: string, prefix: string): string {
  const key = Buffer.from(cursor, "base64url").toString();
  try {
    assertBlobKey(key);
  } catch {
    throw new InvalidCursorError("Not a cursor of a list of blobs");
  }
  if (!key.startsWith(prefix))
    throw new InvalidCursorError("This cursor belongs to the list of another prefix");
  return key;
}

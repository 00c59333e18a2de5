/**
 * Files by key. A key is `/`-joined segments of `[A-Za-z0-9][A-Za-z0-9._-]*` without `..`, each of at most 200
 * characters (a file system's names end at 255 bytes), at most 512 together. No key is another's folder: where
 * `a/b` is, `a` can't be.
 */
export interface BlobStore {
  /**
   * Writes atomically: a reader sees the whole blob or none. Throws {@link BlobExistsError} if the key is taken
   * and `overwrite` was not asked for, and {@link InvalidBlobKeyError} for a key outside the allow-list.
   */
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>, options?: PutOptions): Promise<BlobInfo>;
  /** The whole blob. `undefined` if there is none. */
  read(key: string): Promise<Uint8Array | undefined>;
  /**
   * A stream of the blob, or of `range` (bytes, both ends inclusive; an end beyond the blob means its last byte).
   * `undefined` if there is none; a range that starts beyond the blob throws a RangeError.
   */
  stream(key: string, range?: ByteRange): Promise<BlobStream | undefined>;
  head(key: string): Promise<BlobInfo | undefined>;
  /**
   * Keys that start with `prefix`, in byte order, at most 1,000 a page. A cursor of another list throws an
   * `InvalidCursorError`.
   */
  list(prefix: string, cursor?: string): Promise<{ items: readonly BlobInfo[]; cursor?: string }>;
  /** Deleting what is not there is no error. */
  delete(keys: readonly string[]): Promise<void>;
  /**
   * A URL that reads this blob until it expires; whoever holds it needs no other credential. Both homes end at
   * S3's 7 days: a longer time throws a RangeError.
   */
  signedReadUrl(key: string, options: SignedReadOptions): Promise<string>;
  /** A URL that takes one PUT of at most `maxBytes` until it expires. */
  signedUploadUrl(key: string, options: SignedUploadOptions): Promise<string>;
}

export interface PutOptions {
  readonly contentType?: string;
  readonly overwrite?: boolean;
  /** Refuses a longer body with {@link BlobTooLargeError}; what was written of it is removed. */
  readonly maxBytes?: number;
}

export interface BlobInfo {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface BlobStream {
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes of this stream; of the whole blob. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface SignedReadOptions {
  readonly expiresInSeconds: number;
  /** The name a browser saves it under. */
  readonly downloadName?: string;
}

export interface SignedUploadOptions {
  readonly expiresInSeconds: number;
  readonly maxBytes: number;
}

export class BlobExistsError extends Error {
  override readonly name = "BlobExistsError";
}
export class InvalidBlobKeyError extends Error {
  override readonly name = "InvalidBlobKeyError";
}
export class BlobTooLargeError extends Error {
  override readonly name = "BlobTooLargeError";
}

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** Throws {@link InvalidBlobKeyError} unless `key` is on the allow-list. */
export function assertBlobKey(key: string): void {
  if (
    key.length > 512 ||
    !key.split("/").every((segment) => SEGMENT.test(segment) && !segment.includes(".."))
  ) {
    throw new InvalidBlobKeyError(`Not a blob key: ${JSON.stringify(key.slice(0, 80))}`);
  }
}

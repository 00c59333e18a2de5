import type { CreateUpload, IncomingFile, Upload } from "@assetql/contract";
import { toError } from "../call/decode.ts";
import { toBlob } from "../call/encode.ts";
import type { Transport } from "../call/transport.ts";
import type { Call, CallOptions } from "../call/types.ts";

/**
 * Files up to this size together go within the call; larger ones are uploaded first. AWS Lambda takes requests of
 * 6 MB, in which binary bodies are base64 (four thirds as long).
 */
export const INLINE_LIMIT_BYTES = 4_000_000;

const CONCURRENT_UPLOADS = 4;

export interface Uploads {
  /** Announces a file and sends it. Resolves to its upload, whose id other calls take. */
  send(file: IncomingFile & { purpose: CreateUpload["purpose"] }, options?: CallOptions): Promise<Upload>;
}

export function createUploads(call: Call, transport: Transport, baseUrl: string): Uploads {
  return {
    async send({ purpose, name, bytes }, options) {
      const upload = await call(
        "createUpload",
        { body: { purpose, name, bytes: bytes.byteLength } },
        options,
      );
      const response = await transport({
        method: "PUT",
        url: new URL(upload.uploadUrl, baseUrl),
        // No API key: the URL is the credential, and may lead to another server.
        headers: { "Content-Type": "application/octet-stream" },
        body: () => toBlob(bytes),
        repeatable: true,
        signal: options?.signal,
      });
      // A place takes one PUT: "there already" means that an earlier try of this one arrived.
      if (!response.ok && response.status !== 409 && response.status !== 412) throw await toError(response);
      await response.body?.cancel();
      return upload;
    },
  };
}

/** Sends files a few at a time; the ids of their uploads, in order. A key of the caller's covers them all. */
export async function sendAll(
  uploads: Uploads,
  files: readonly (IncomingFile & { purpose: CreateUpload["purpose"] })[],
  { signal, idempotencyKey }: CallOptions,
): Promise<string[]> {
  const ids = new Array<string>(files.length);
  const queue = files.entries();
  const sendNext = async (): Promise<void> => {
    for (const [index, file] of queue) {
      const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}.${index}` };
      ids[index] = (await uploads.send(file, { signal, ...key })).id;
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENT_UPLOADS, files.length) }, sendNext));
  return ids;
}

export const totalBytes = (files: readonly IncomingFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);

import * as http from "node:http";
import * as https from "node:https";
import type { DownloadedFile, ReadFile } from "@assetql/client";

/** A hub that says nothing for so long is asked again in the client's own way. */
const SILENCE_MS = 30_000;
const IDLE_SOCKETS = 8;

const plain = new http.Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS });
const secure = new https.Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS });

/**
 * How a client in Node reads files for less than `fetch` costs: each straight into memory of its length. Whatever is out
 * of the ordinary (a redirect, a refusal, a lost connection) is undefined, and the client's own business. Rejects with
 * the signal's reason.
 */
export const downloadFile: ReadFile = async (url, signal) => {
  signal?.throwIfAborted();
  try {
    return await readOnce(url, signal);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
};

function readOnce(url: URL, signal: AbortSignal | undefined): Promise<DownloadedFile | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<DownloadedFile | undefined>();
  const isSecure = url.protocol === "https:";
  const options = { agent: isSecure ? secure : plain, timeout: SILENCE_MS, ...(signal && { signal }) };
  const request = (isSecure ? https : http).get(url, options, (response) => {
    const { headers } = response;
    const bytes = lengthOf(response);
    if (bytes === undefined) {
      response.destroy();
      return resolve(undefined);
    }
    const content = new Uint8Array(bytes);
    let read = 0;
    response.on("data", (chunk: Buffer) => {
      if (read + chunk.byteLength <= bytes) content.set(chunk, read);
      read += chunk.byteLength;
    });
    response.on("end", () => {
      const { "content-type": contentType = null, "content-disposition": disposition = null } = headers;
      resolve(read === bytes ? { bytes: content, contentType, disposition } : undefined);
    });
    response.on("error", reject);
  });
  request.on("timeout", () => request.destroy(new Error("nothing came")));
  request.on("error", reject);
  return promise;
}

/** Of a whole file, as it is. */
function lengthOf({ statusCode, headers }: http.IncomingMessage): number | undefined {
  if (statusCode !== 200 || headers["content-encoding"] !== undefined) return undefined;
  const length = Number(headers["content-length"] ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : undefined;
}

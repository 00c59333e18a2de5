import { Readable } from "node:stream";
import {
  assertBlobKey,
  BlobExistsError,
  type BlobInfo,
  type BlobStore,
  BlobTooLargeError,
  type ByteRange,
} from "@assetql/core/ports";
import { fileHeaders } from "./headers.ts";
import { type FileProblem, problem } from "./problems.ts";
import { parseRange } from "./range.ts";
import type { UrlSigner } from "./signer.ts";

export interface FileRouteDeps {
  readonly blobs: BlobStore;
  readonly signer: UrlSigner;
}

const PATH = "/files/";

/**
 * Serves signed URLs: GET and HEAD of `/files/<key>` (200, 206) and one PUT (201). The URL itself is the
 * credential. Refusals are `application/problem+json` with the codes of {@link FileProblem}.
 */
export function createFileRoute(deps: FileRouteDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const key = blobKey(pathname);
    if (key === undefined) return problem("not-found");
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead && request.method !== "PUT") return problem("method-not-allowed");
    // Before anything is looked up: without a signature nobody learns which keys there are.
    const grant = deps.signer.verify(isRead ? "GET" : "PUT", key, searchParams);
    if (grant.kind === "refused") return isRead ? problem(grant.code) : refuseUpload(grant.code);
    if (!isRead) return upload(deps.blobs, request, { key, maxBytes: grant.maxBytes });
    return download(deps.blobs, request, { key, downloadName: grant.downloadName });
  };
}

/** The key a path names. The store's own allow-list keeps paths such as `../secrets` out. */
function blobKey(pathname: string): string | undefined {
  const key = pathname.slice(PATH.length);
  try {
    assertBlobKey(key);
    return pathname.startsWith(PATH) ? key : undefined;
  } catch {
    return undefined;
  }
}

interface Download {
  readonly key: string;
  readonly downloadName: string | undefined;
}

async function download(blobs: BlobStore, request: Request, wanted: Download): Promise<Response> {
  const info = await blobs.head(wanted.key);
  if (info === undefined) return problem("not-found");
  const range = parseRange(request.headers.get("range"), info.bytes);
  if (range === "unsatisfiable") {
    return problem("range-not-satisfiable", { "content-range": `bytes */${info.bytes}` });
  }
  const headers = fileHeaders(info, wanted.downloadName);
  headers.set("content-length", String(range === undefined ? info.bytes : range.end - range.start + 1));
  if (range !== undefined) {
    headers.set("content-range", `bytes ${range.start}-${range.end}/${info.bytes}`);
  }
  const status = range === undefined ? 200 : 206;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const body = await openBody(blobs, info, range);
  return body === undefined ? problem("not-found") : new Response(body, { status, headers });
}

async function openBody(blobs: BlobStore, info: BlobInfo, range: ByteRange | undefined) {
  const stream = await blobs.stream(info.key, range);
  return stream && (Readable.toWeb(Readable.from(stream.body)) as ReadableStream<Uint8Array>);
}

async function upload(
  blobs: BlobStore,
  request: Request,
  { key, maxBytes }: { key: string; maxBytes: number },
): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return refuseUpload("payload-too-large");
  try {
    await blobs.put(key, request.body ?? new Uint8Array(), { maxBytes });
    return new Response(null, { status: 201 });
  } catch (error) {
    if (error instanceof BlobExistsError) return refuseUpload("already-uploaded");
    if (error instanceof BlobTooLargeError) return refuseUpload("payload-too-large");
    // The sender went away: nobody reads this, and nothing of the body was kept.
    if (request.signal.aborted) return refuseUpload("upload-incomplete");
    throw error;
  }
}

/** The rest of the body is not read, so no other request can follow it on this connection. */
function refuseUpload(code: FileProblem): Response {
  return problem(code, { connection: "close" });
}

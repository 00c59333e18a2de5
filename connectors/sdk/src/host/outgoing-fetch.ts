import type { Door } from "@assetql/outgoing";
import { ConnectorError } from "../contract/connector-error.ts";
import { networkError, timedOut } from "./network-errors.ts";

/** Until an answer must be there as a whole, unless the connector says otherwise. */
const TIMEOUT_MS = 60_000;
/** Answers of platforms are small; a longer one would fill the memory. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

export type OutgoingInit = RequestInit & { readonly timeoutMs?: number };

/**
 * Sends one request through the door and reads its answer as a whole, so that a time limit and a cancelled work hold
 * for the body, too. Throws ConnectorErrors for what the network can do, and the signal's reason.
 */
export async function outgoingFetch(
  door: Pick<Door, "fetch">,
  url: URL,
  { timeoutMs = TIMEOUT_MS, signal: own, ...init }: OutgoingInit & { readonly signal: AbortSignal },
): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([own, timeout]);
  try {
    const response = await door.fetch(url, { ...(await plainInit(init)), signal });
    const bytes = await readAll(response.body, signal);
    return withUrl(url, toResponse(response, bytes));
  } catch (error) {
    if (own.aborted) throw own.reason;
    if (timeout.aborted) throw timedOut(url.host, error);
    throw networkError(error, url.host);
  }
}

/** The door's fetch is not the platform's: its classes of forms and files are others, so it gets bytes. */
async function plainInit({ body, headers, method }: RequestInit) {
  const sent = new Headers(headers);
  const plain = { headers: Object.fromEntries(sent), ...(method === undefined ? {} : { method }) };
  if (body === null || body === undefined) return plain;
  const encoded = new Response(body);
  const contentType = encoded.headers.get("Content-Type");
  if (contentType !== null && !sent.has("Content-Type")) plain.headers["content-type"] = contentType;
  return { ...plain, body: new Uint8Array(await encoded.arrayBuffer()) };
}

interface Chunks {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

/** A reader that is cancelled ends by itself; the fetch of Node can throw outside of every promise instead. */
async function readAll(body: Chunks | null, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return new Uint8Array(Buffer.concat(chunks));
      if (!(value instanceof Uint8Array)) continue;
      bytes += value.byteLength;
      if (bytes > MAX_ANSWER_BYTES) {
        cancel();
        throw new ConnectorError("not-the-platform", "The answer is far too long. Is the address right?");
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<[string, string]>;
}

const BODILESS = new Set([204, 205, 304]);

function toResponse({ status, statusText, headers }: Head, bytes: Uint8Array<ArrayBuffer>): Response {
  const sent = new Headers([...headers].map(([name, value]): [string, string] => [name, value]));
  // The bytes are no longer encoded, nor as long.
  sent.delete("Content-Encoding");
  return new Response(BODILESS.has(status) ? null : bytes, { status, statusText, headers: sent });
}

const withUrl = (url: URL, response: Response): Response =>
  Object.defineProperty(response, "url", { value: url.href });

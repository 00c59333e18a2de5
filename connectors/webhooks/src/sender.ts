import type { WebhookSignature } from "@assetql/contract";
import type { Door, Response } from "@assetql/outgoing";
import { type NewKey, newKey } from "./keys.ts";
import { retryAfterSeconds } from "./retry-after.ts";
import { type Signed, signatureHeaders } from "./sign.ts";
import { wordsOfError, wordsOfStatus } from "./words.ts";

export interface OutgoingWebhook extends Signed {
  readonly url: string;
  /** `whsec_…` and `whsk_…`; each signs. */
  readonly keys: readonly string[];
}

/** What came of one try. */
export interface WebhookAnswer {
  /** Without the signature. */
  readonly requestHeaders: Record<string, string>;
  /** Null when no answer came. */
  readonly status: number | null;
  /** Those worth keeping, by lower-case name. */
  readonly responseHeaders: Record<string, string>;
  readonly responseBody: string;
  /** In words; null for a success. */
  readonly error: string | null;
  /** What the answer's Retry-After asks for. */
  readonly retryAfterSeconds: number | null;
  readonly milliseconds: number;
}

export interface WebhookSender {
  newKey(signature: WebhookSignature): NewKey;
  /** Throws the door's `ForbiddenAddressError` and `UnknownHostError`. */
  check(url: string): Promise<void>;
  /** One try. Throws only when `signal` is aborted, and then nobody knows whether it arrived. */
  send(webhook: OutgoingWebhook, signal: AbortSignal): Promise<WebhookAnswer>;
}

export interface SenderOptions {
  readonly door: Door;
  /** Tells receivers who sends, as in `AssetQL/1.2`. */
  readonly userAgent: string;
  /** Milliseconds for the whole answer; 15,000 unless told. */
  readonly timeoutMs?: number;
  /** Bytes of an answer's body that are kept; 4,096 unless told. */
  readonly keptBytes?: number;
}

const KEPT_HEADERS = ["content-type", "date", "location", "retry-after", "server", "x-request-id"];
const KEPT_HEADER_CHARACTERS = 300;

/** Sends signed webhooks through the door, redirects never followed. */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { door, userAgent, timeoutMs = 15_000, keptBytes = 4_096 } = options;
  return {
    newKey,
    check: (url) => door.check(url),
    async send(webhook, signal) {
      const signed = signatureHeaders(webhook, webhook.keys);
      const headers = { "content-type": "application/json", "user-agent": userAgent, ...signed };
      const { "webhook-signature": _, ...requestHeaders } = headers;
      const deadline = AbortSignal.timeout(timeoutMs);
      const startedAt = performance.now();
      const done = (answer: Pick<WebhookAnswer, "error"> & Partial<WebhookAnswer>): WebhookAnswer => ({
        requestHeaders,
        status: null,
        responseHeaders: {},
        responseBody: "",
        retryAfterSeconds: null,
        milliseconds: Math.round(performance.now() - startedAt),
        ...answer,
      });
      const both = AbortSignal.any([signal, deadline]);
      try {
        const { url, body } = webhook;
        const response = await door.fetch(url, { method: "POST", headers, body, signal: both });
        return done(await read(response, keptBytes));
      } catch (error) {
        signal.throwIfAborted();
        const words = deadline.aborted
          ? `No answer came within ${timeoutMs / 1_000} seconds.`
          : wordsOfError(error);
        return done({ error: words });
      }
    },
  };
}

async function read(response: Response, keptBytes: number) {
  const { status, headers } = response;
  return {
    status,
    error: wordsOfStatus(status, headers.get("location")),
    responseHeaders: Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => {
        const value = headers.get(name);
        return value === null ? [] : [[name, value.slice(0, KEPT_HEADER_CHARACTERS)]];
      }),
    ),
    responseBody: await firstBytes(response, keptBytes),
    retryAfterSeconds: retryAfterSeconds(headers.get("retry-after"), Date.now()),
  };
}

/** The body's first bytes as text; what the deadline cuts off is not worth a failure, since the status has come. */
async function firstBytes({ body }: Response, most: number): Promise<string> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Leaving the loop early ends the connection, however much would still come.
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= most) break;
    }
  } catch {
    // As far as it came.
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, most));
}

import type { WebhookSignature } from "@assetql/contract";

/** Signs webhooks and sends them, through the one door for addresses that people give. */
export interface WebhookSender {
  newKey(signature: WebhookSignature): SigningKey;
  /** Whether something could be sent to `url` now. Throws {@link WebhookAddressError}. */
  check(url: string): Promise<void>;
  /** One try, of at most 15 seconds. Throws only when `signal` is aborted: then nobody knows whether it arrived. */
  send(webhook: OutgoingWebhook, signal: AbortSignal): Promise<WebhookAnswer>;
}

export interface SigningKey {
  /** What signs, to be kept sealed; for `v1` the receiver's secret, too. */
  readonly key: string;
  /** What a receiver of `v1a` verifies with. */
  readonly publicKey: string | null;
}

export interface OutgoingWebhook {
  readonly url: string;
  readonly id: string;
  /** When it is sent: milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly body: string;
  /** Each signs. */
  readonly keys: readonly string[];
}

export interface WebhookAnswer {
  /** Without the signature. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** At most 4 KB. */
  readonly responseBody: string;
  /** In words; null for a success. Redirects are none. */
  readonly error: string | null;
  readonly retryAfterSeconds: number | null;
  readonly milliseconds: number;
}

/** Nothing is sent there. The message is a sentence for whoever gave the address. */
export class WebhookAddressError extends Error {
  override readonly name = "WebhookAddressError";
}

import { sign as signWith } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { prefixes, readPrivateKey } from "./keys.ts";

export interface Signed {
  readonly id: string;
  /** When it is sent: milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly body: string;
}

export type SignatureHeaders = Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>;

/** What is signed: id, time and body, so that none of the three can be changed or used for another. */
export const signedContent = (id: string, seconds: number | string, body: string): string =>
  `${id}.${seconds}.${body}`;

/**
 * The headers of the Standard Webhooks specification: one signature for each of `keys` (`whsec_…`, `whsk_…`), so that a
 * receiver that knows any of them can verify. Throws `WebhookKeyError`.
 */
export function signatureHeaders({ id, at, body }: Signed, keys: readonly string[]): SignatureHeaders {
  const seconds = Math.floor(at / 1_000);
  const signatures = keys.map((key) =>
    key.startsWith(prefixes.privateKey)
      ? `v1a,${signWith(null, Buffer.from(signedContent(id, seconds, body)), readPrivateKey(key)).toString("base64")}`
      : new Webhook(key).sign(id, new Date(seconds * 1_000), body),
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}

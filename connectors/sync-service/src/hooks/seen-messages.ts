import { createHash } from "node:crypto";
import type { IncomingWebhook } from "@assetql/connector-sdk";

const REMEMBERED = 20_000;
const KEPT_MS = 24 * 3600 * 1000;

/** Where platforms put the id of a message, which stays the same when they send it again. */
const ID_HEADERS = ["webhook-id", "x-contentful-idempotency-key", "x-wc-webhook-delivery-id", "x-webhook-id"];

/** The message's own id, else a digest of what it says. */
export function messageIdOf(targetId: string, { headers, body }: IncomingWebhook): string {
  const id = ID_HEADERS.map((name) => headers[name]).find((value) => value !== undefined && value !== "");
  const topic = headers["x-contentful-topic"] ?? headers["x-wc-webhook-topic"] ?? "";
  return createHash("sha256")
    .update(JSON.stringify([targetId, id ?? topic]))
    .update(id === undefined ? body : "")
    .digest("base64url");
}

/** Messages of the last day, the newest 20,000 at most. */
export function createSeenMessages(now: () => number) {
  const seen = new Map<string, number>();
  return {
    /** Whether it was there before; it is from now on. */
    add(id: string): boolean {
      const at = seen.get(id);
      const isKnown = at !== undefined && now() - at < KEPT_MS;
      if (isKnown) return true;
      // Inserted anew, so that the oldest one is always the first.
      seen.delete(id);
      seen.set(id, now());
      const [oldest] = seen.keys();
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
      return false;
    },
  };
}
export type SeenMessages = ReturnType<typeof createSeenMessages>;

import { WEBHOOK_LIMITS, type WebhookId, type WebhookSignature } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { SecretUnreadableError } from "../ports/index.ts";
import { activeKeys, type WebhookKeyRecord, type WebhookRecord } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "secrets" | "webhooks" | "clock">;

const contextOf = (id: WebhookId): string => `webhook.${id}`;

/** A new key, sealed for its record, and the secret to be shown this once: none for `v1a`. */
export async function newWebhookKey(
  { secrets, webhooks, clock }: Deps,
  id: WebhookId,
  signature: WebhookSignature,
): Promise<{ record: WebhookKeyRecord; secret: string | null }> {
  const { key, publicKey } = webhooks.newKey(signature);
  const sealed = await secrets.seal(key, contextOf(id));
  return {
    record: { signature, sealed, publicKey, createdAt: clock.now(), expiresAt: null },
    secret: signature === "v1" ? key : null,
  };
}

/** What signs now, opened; null when it cannot be. */
export async function openKeys(
  { secrets, clock }: Pick<Deps, "secrets" | "clock">,
  webhook: WebhookRecord,
): Promise<readonly string[] | null> {
  try {
    return await Promise.all(
      activeKeys(webhook, clock.now()).map(({ sealed }) => secrets.open(sealed, contextOf(webhook.id))),
    );
  } catch (error) {
    if (error instanceof SecretUnreadableError) return null;
    throw error;
  }
}

/** The keys once `fresh` is the newest: the one before it ends with the overlap, the oldest beyond the limit at once. */
export function rotated(
  webhook: WebhookRecord,
  fresh: WebhookKeyRecord,
  { now, overlapMs }: { now: number; overlapMs: number },
): WebhookKeyRecord[] {
  const ending = activeKeys(webhook, now).map((key) => ({
    ...key,
    expiresAt: key.expiresAt ?? now + overlapMs,
  }));
  return [fresh, ...ending.filter(({ expiresAt }) => expiresAt > now).slice(0, WEBHOOK_LIMITS.oldSecrets)];
}

import { WEBHOOK_LIMITS } from "@assetql/contract";
import { WebhookAddressError, type WebhookSender } from "@assetql/core/ports";
import { type Door, ForbiddenAddressError, UnknownHostError } from "@assetql/outgoing";
import { createWebhookSender } from "@assetql/webhooks";

export interface SenderDeps {
  readonly door: Door;
  readonly userAgent: string;
  /** Milliseconds for an answer, for tests; 15,000 unless told. */
  readonly timeoutMs?: number | undefined;
}

/** Sends through the door, which is asked when an address is saved, when it is tested and at each try. */
export function createDoorSender({ door, userAgent, timeoutMs }: SenderDeps): WebhookSender {
  const sender = createWebhookSender({
    door,
    userAgent,
    timeoutMs: timeoutMs ?? WEBHOOK_LIMITS.timeoutSeconds * 1_000,
    keptBytes: WEBHOOK_LIMITS.answerBytes,
  });
  return {
    newKey: (signature) => sender.newKey(signature),
    send: (webhook, signal) => sender.send(webhook, signal),
    async check(url) {
      try {
        await sender.check(url);
      } catch (error) {
        const isExpected = error instanceof ForbiddenAddressError || error instanceof UnknownHostError;
        throw isExpected ? new WebhookAddressError(error.message) : error;
      }
    },
  };
}

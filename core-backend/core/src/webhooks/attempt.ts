import type { WebhookAttempt } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { WebhookAnswer } from "../ports/index.ts";
import { type DeliveryRecord, KEPT_ATTEMPTS } from "./delivery-record.ts";
import type { WebhookRecord } from "./webhook-record.ts";

/** A webhook with what signs for it. */
export interface Opened {
  readonly webhook: WebhookRecord;
  /** Null when they cannot be opened: with another hub's key, say. */
  readonly keys: readonly string[] | null;
}

const UNSIGNED: WebhookAnswer = {
  requestHeaders: {},
  status: null,
  responseHeaders: {},
  responseBody: "",
  error: "The secret that signs cannot be read with the key of this hub. Rotate the secret of the webhook.",
  retryAfterSeconds: null,
  milliseconds: 0,
};

/** Sends a delivery once. Throws when `signal` is aborted. */
export async function sendOnce(
  { webhooks, clock }: Pick<CoreDeps, "webhooks" | "clock">,
  { webhook, keys }: Opened,
  { delivery: { id, body }, signal }: { delivery: Pick<DeliveryRecord, "id" | "body">; signal: AbortSignal },
): Promise<WebhookAnswer> {
  if (keys === null) return UNSIGNED;
  return webhooks.send({ url: webhook.url, id, body, keys, at: clock.now() }, signal);
}

export function attemptOf(answer: WebhookAnswer, now: number): WebhookAttempt {
  const { requestHeaders, status, responseHeaders, responseBody, error, milliseconds } = answer;
  return {
    at: Math.max(0, now - milliseconds),
    milliseconds,
    requestHeaders: { ...requestHeaders },
    status,
    responseHeaders: { ...responseHeaders },
    responseBody,
    error,
  };
}

/** What one more answer makes of a delivery. `again` is when it is tried next. */
export function after(
  delivery: DeliveryRecord,
  answer: WebhookAnswer,
  { now, again }: { now: number; again: number | null },
): DeliveryRecord {
  const waits = answer.error !== null && again !== null;
  return {
    ...delivery,
    state: answer.error === null ? "delivered" : waits ? "pending" : "failed",
    tries: delivery.tries + 1,
    nextAttemptAt: waits ? again : null,
    lastStatus: answer.status,
    lastError: answer.error,
    attempts: [attemptOf(answer, now), ...delivery.attempts].slice(0, KEPT_ATTEMPTS),
    updatedAt: now,
  };
}

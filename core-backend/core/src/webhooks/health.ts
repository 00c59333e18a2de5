import { WEBHOOK_LIMITS } from "@assetql/contract";
import type { WebhookAnswer } from "../ports/index.ts";
import { asked } from "./retry-time.ts";
import type { WebhookLane } from "./webhook-record.ts";

const DAY_MS = 24 * 3600 * 1000;
/** Longer than an endpoint can ask to be left alone: one that always does so is failing all the same. */
const UNTRIED_MS = 1.5 * WEBHOOK_LIMITS.retryAfterSeconds * 1_000;
/** Statuses whose Retry-After is about the receiver, not about one delivery. */
const BUSY: ReadonlySet<number | null> = new Set([429, 503]);
const GONE = 410;

export type Health = Pick<WebhookLane, "failingSince" | "lastFailureAt" | "lastSuccessAt" | "restUntil"> & {
  /** Why it is not to be sent to any more. */
  readonly end: "failures" | "gone" | null;
};

/** How a webhook fares after one more answer. `unitMs` is that of the schedule: 1,000 outside tests. */
export function healthAfter(
  health: Health,
  { status, error, retryAfterSeconds }: WebhookAnswer,
  { now, unitMs }: { now: number; unitMs: number },
): Health {
  // Nothing that was under way at the same time takes back that it is gone.
  const isGone = status === GONE || health.end === "gone";
  if (error === null) {
    return { ...health, failingSince: null, lastSuccessAt: now, end: isGone ? "gone" : null };
  }
  // Days without a single try say nothing of whether it would have failed.
  const isFirst = health.lastFailureAt === null || now - health.lastFailureAt > UNTRIED_MS;
  const failingSince = isFirst ? now : (health.failingSince ?? now);
  const isFailing = now - failingSince >= WEBHOOK_LIMITS.failingDays * DAY_MS;
  const end = isGone ? "gone" : isFailing ? "failures" : health.end;
  const rest =
    BUSY.has(status) && retryAfterSeconds !== null ? now + asked(retryAfterSeconds) * unitMs : null;
  return { ...health, failingSince, lastFailureAt: now, end, restUntil: rest ?? health.restUntil };
}

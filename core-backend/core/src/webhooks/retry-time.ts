import { WEBHOOK_LIMITS, WEBHOOK_RETRY_SECONDS } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";

/** Each wait is between 80 and 120 % of the schedule's, so that what failed together does not come back together. */
const JITTER = 0.2;

/**
 * When a delivery is tried again after `tries` failures, milliseconds; null when there were enough. What the receiver
 * asks for by Retry-After counts where it is longer than the schedule, and up to a day.
 */
export function retryTime(
  { clock, random, settings }: Pick<CoreDeps, "clock" | "random" | "settings">,
  { tries, retryAfterSeconds }: { tries: number; retryAfterSeconds: number | null },
): number | null {
  const seconds = WEBHOOK_RETRY_SECONDS[tries - 1];
  if (seconds === undefined) return null;
  const planned = seconds * (1 - JITTER + 2 * JITTER * random.next());
  return Math.ceil(clock.now() + Math.max(planned, asked(retryAfterSeconds)) * settings.backoffUnitMs);
}

/** Seconds that the receiver is left alone, as far as it may ask. */
export const asked = (retryAfterSeconds: number | null): number =>
  Math.min(retryAfterSeconds ?? 0, WEBHOOK_LIMITS.retryAfterSeconds);

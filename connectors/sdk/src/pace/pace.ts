import type { Pace as PaceSettings } from "@assetql/contract";
import pLimit from "p-limit";
import { Bucket } from "./bucket.ts";

export interface SlowDown {
  readonly requestsPerSecond?: number;
  readonly pauseMs?: number;
}

/** How hard one target is pressed, by everybody in this host who works for it. */
export interface Pace {
  /** Runs `call` when the target allows another request, in the order of asking. */
  run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** The platform has said what it allows. Never faster than the settings. */
  slowDown(limit: SlowDown): void;
  /** New settings; what the platform has said still holds. */
  configure(settings: PaceSettings): void;
  readonly isIdle: boolean;
}

export function createPace(given: PaceSettings, now: () => number): Pace {
  let settings = given;
  let allowed = Number.POSITIVE_INFINITY;
  const bucket = new Bucket({ ...settings, now });
  const limit = pLimit(settings.concurrency);
  const adjust = (): void => bucket.setRate(Math.min(settings.requestsPerSecond, allowed), settings.burst);
  return {
    async run(call, signal) {
      signal.throwIfAborted();
      const started = Promise.withResolvers<void>();
      const result = limit(async () => {
        signal.throwIfAborted();
        await bucket.take(signal);
        started.resolve();
        return call();
      });
      await untilStarted(Promise.race([started.promise, result]), signal);
      return result;
    },
    slowDown({ requestsPerSecond, pauseMs }) {
      if (requestsPerSecond !== undefined && requestsPerSecond > 0) {
        allowed = requestsPerSecond;
        adjust();
      }
      if (pauseMs !== undefined && pauseMs > 0) bucket.pause(pauseMs);
    },
    configure(next) {
      settings = next;
      limit.concurrency = next.concurrency;
      adjust();
    },
    get isIdle() {
      return limit.activeCount === 0 && limit.pendingCount === 0 && bucket.isIdle;
    },
  };
}

/** Whoever still waits is let go as soon as the signal is aborted. What has started ends by itself. */
async function untilStarted(started: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.race([started, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

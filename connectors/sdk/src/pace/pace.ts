import type { Pace as PaceSettings } from "@assetql/contract";
import pLimit from "p-limit";
import { orAborted } from "../or-aborted.ts";
import { Bucket } from "./bucket.ts";

export interface SlowDown {
  readonly requestsPerSecond?: number;
  readonly pauseMs?: number;
}

export interface Turn {
  readonly signal: AbortSignal;
  /** Told once how long it took until the call could go, or was given up; milliseconds. */
  readonly onWaited?: (milliseconds: number) => void;
}

/** How hard one target is pressed, by everybody in this host who works for it. */
export interface Pace {
  /** Runs `call` when the target allows another request, in the order of asking. */
  run<T>(call: () => Promise<T>, turn: Turn): Promise<T>;
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
    async run(call, { signal, onWaited }) {
      signal.throwIfAborted();
      const asked = now();
      const started = Promise.withResolvers<void>();
      const result = limit(async () => {
        signal.throwIfAborted();
        await bucket.take(signal);
        started.resolve();
        return call();
      });
      try {
        // Whoever still waits is let go as soon as the signal is aborted.
        await orAborted(Promise.race([started.promise, result]), signal);
      } finally {
        onWaited?.(now() - asked);
      }
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

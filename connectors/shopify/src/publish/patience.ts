import { setTimeout as wait } from "node:timers/promises";

/** How long Shopify may take, milliseconds. */
export interface Patience {
  /** Until a new image has been processed. */
  readonly processingMs: number;
  /** Until it is asked for the first time; then longer and longer. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export const usualPatience: Patience = { processingMs: 120_000, firstPauseMs: 800, longestPauseMs: 5_000 };

/** Rejects with the signal's own reason. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

export const longer = (pauseMs: number, { longestPauseMs }: Patience): number =>
  Math.min(longestPauseMs, pauseMs * 1.6);

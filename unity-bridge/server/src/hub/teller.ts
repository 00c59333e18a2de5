import { setTimeout as wait } from "node:timers/promises";

/** Between two readings of the same thing, milliseconds. */
const EVERY_MS = 300;

/** Reads what has changed, and tells it, no more often than people can see. */
export interface Teller {
  /** `tell` reads and tells of `key`: now, or soon if it has just done so. */
  ring(key: string, tell: () => Promise<void>): void;
}

/** Until `signal` is aborted. What `tell` throws goes to `onError`; the next ring tries again. */
export function createTeller(signal: AbortSignal, onError: (error: unknown) => void): Teller {
  const rung = new Map<string, { isRung: boolean }>();
  const run = async (key: string, tell: () => Promise<void>): Promise<void> => {
    const state = { isRung: true };
    rung.set(key, state);
    while (state.isRung && !signal.aborted) {
      state.isRung = false;
      await tell().catch(onError);
      await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    rung.delete(key);
  };
  return {
    ring(key, tell) {
      const state = rung.get(key);
      if (state === undefined) void run(key, tell);
      else state.isRung = true;
    },
  };
}

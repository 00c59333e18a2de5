import { orAborted } from "../or-aborted.ts";

/** One after the other by key, so that nobody takes up every place of a host. */
export interface Turns {
  /** Runs `run` when nobody else of the key does. Rejects with the signal's reason when it is aborted before. */
  take<T>(key: string, run: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Who waits for a turn. */
  readonly waiting: number;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  let waiting = 0;
  return {
    async take(key, run, signal) {
      const before = last.get(key);
      const over = Promise.withResolvers<void>();
      const mine = Promise.all([before, over.promise]);
      last.set(key, mine);
      try {
        if (before !== undefined) {
          waiting += 1;
          await orAborted(before, signal).finally(() => {
            waiting -= 1;
          });
        }
        return await run();
      } finally {
        over.resolve();
        void mine.then(() => last.get(key) === mine && last.delete(key));
      }
    },
    get waiting() {
      return waiting;
    },
  };
}

/**
 * Memory for images that are fetched, rendered and sent. What has no room waits for its turn, so that the first ones are
 * on their way while the next are made, and large ones do not fill the memory.
 */
export interface Room {
  /** Runs `run` when there is room for so many bytes, in order; one that is larger than all of it runs alone. */
  within<T>(bytes: number, signal: AbortSignal, run: () => Promise<T>): Promise<T>;
}

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

export function createRoom(total: number): Room {
  const waiting: Waiting[] = [];
  let taken = 0;
  const admit = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (taken > 0 && taken + next.bytes > total) return;
      waiting.shift();
      taken += next.bytes;
      next.enter();
    }
  };
  const enter = async (bytes: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const mine: Waiting = { bytes, enter: resolve };
    const stop = (): void => {
      const index = waiting.indexOf(mine);
      if (index < 0) return;
      waiting.splice(index, 1);
      reject(signal.reason);
      admit();
    };
    signal.addEventListener("abort", stop, { once: true });
    waiting.push(mine);
    admit();
    await promise.finally(() => signal.removeEventListener("abort", stop));
  };
  return {
    async within(bytes, signal, run) {
      await enter(bytes, signal);
      try {
        return await run();
      } finally {
        taken -= bytes;
        admit();
      }
    },
  };
}

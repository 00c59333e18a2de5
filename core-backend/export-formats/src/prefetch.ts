import { orAbort } from "./abort.ts";

export interface PrefetchOptions<Item, Prepared> {
  /** How many items are read and prepared at once; the bound on what is held in memory. */
  window: number;
  signal: AbortSignal;
  prepare(item: Item): Promise<Prepared>;
}

/**
 * Prepares up to `window` items of `source` at a time and yields them in the source's order. Takes the next
 * item only when the consumer comes back for more, so a slow consumer stops the reading.
 */
export async function* prefetchInOrder<Item, Prepared>(
  source: AsyncIterable<Item>,
  { window, signal, prepare }: PrefetchOptions<Item, Prepared>,
): AsyncGenerator<Prepared, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const pending: Promise<Prepared>[] = [];
  let exhausted = false;
  try {
    for (;;) {
      while (!exhausted && pending.length < window) {
        const next = await orAbort(iterator.next(), signal);
        if (next.done) exhausted = true;
        else pending.push(watched(prepare(next.value)));
      }
      const head = pending.shift();
      if (!head) return;
      yield await orAbort(head, signal);
    }
  } finally {
    // Not awaited: a generator stuck in a read that never ends would never return.
    if (!exhausted) Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** Marks a failure as seen; whoever awaits the promise still gets it. */
function watched<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

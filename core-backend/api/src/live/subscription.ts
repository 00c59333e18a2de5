import { LIVE_LIMITS, type LiveEvent, type LiveScope, type LiveServerMessage } from "@assetql/contract";
import { type FeedReader, inScope } from "@assetql/core";

/** A subscription without events of its own is told this often how far it is, to resume from there. */
const TELL_EVERY_MS = 30_000;

export interface Subscription {
  readonly id: string;
  readonly scope: LiveScope;
  /** The number to start after. */
  readonly after: number;
  readonly signal: AbortSignal;
}

/**
 * Sends a subscription its events until `signal` is aborted, then rejects. One message is on its way at a time: the
 * log is the buffer of whoever reads slowly.
 */
export async function pump(
  { id, scope, after, signal }: Subscription,
  reader: FeedReader,
  send: (message: LiveServerMessage) => Promise<void>,
): Promise<never> {
  const tell = (events: readonly LiveEvent[], lastSeq: number): Promise<void> =>
    send({ type: "events", subscription: id, events: [...events], lastSeq });
  let position = after;
  let toldAt = performance.now();
  await tell([], position);
  for (;;) {
    const { events, lastSeq, oldestSeq } = await reader.next(position, signal);
    if (oldestSeq !== undefined) await send({ type: "gap", subscription: id, oldestSeq });
    position = lastSeq;
    const own = events.filter((event) => inScope(scope, event));
    if (own.length === 0 && performance.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = performance.now();
    for (const part of parts(own)) {
      signal.throwIfAborted();
      await tell(part.events, part.isLast ? position : (part.events.at(-1)?.seq ?? position));
    }
  }
}

/** At least one, though it may be empty. */
function* parts(events: readonly LiveEvent[]): Generator<{ events: readonly LiveEvent[]; isLast: boolean }> {
  let start = 0;
  do {
    const end = start + LIVE_LIMITS.events;
    yield { events: events.slice(start, end), isLast: end >= events.length };
    start = end;
  } while (start < events.length);
}

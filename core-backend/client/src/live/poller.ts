import { ApiProblemError } from "../call/errors.ts";
import type { Call, QueryOf } from "../call/types.ts";
import { wait } from "../call/wait.ts";
import { backoff } from "./backoff.ts";
import type { LiveSubscription } from "./subscription.ts";

const SHORTEST_MS = 1_000;
const LONGEST_MS = 5_000;

/**
 * Feeds a subscription by asking again and again: more seldom while nothing happens, and with backoff while nobody
 * answers. Resolves when `signal` is aborted; rejects when the hub refuses.
 */
export async function pollEvents(
  { call, backoffMs }: { call: Call; backoffMs: number },
  subscription: LiveSubscription,
  signal: AbortSignal,
): Promise<void> {
  let pause = SHORTEST_MS;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const isNews = await pollOnce(call, subscription, signal);
      failures = 0;
      pause = isNews ? SHORTEST_MS : Math.min(pause * 1.5, LONGEST_MS);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblemError && isFinal(error)) throw error;
      failures += 1;
      pause = backoff(failures, { backoffMs });
    }
    await wait(pause * (0.9 + Math.random() / 5), signal).catch(() => undefined);
  }
}

/** Reads what there is; tells whether that was anything. */
async function pollOnce(call: Call, subscription: LiveSubscription, signal: AbortSignal): Promise<boolean> {
  let isNews = false;
  while (!subscription.isFull) {
    const after = subscription.position;
    const query = { ...queryOf(subscription), ...(after === undefined ? {} : { after }) };
    const { events, lastSeq, oldestSeq, more } = await call("listEvents", { query }, { signal });
    if (signal.aborted) return isNews;
    if (after === undefined) subscription.opened();
    else if (oldestSeq > after + 1 || lastSeq < after) subscription.skipTo(oldestSeq);
    subscription.accept(events, lastSeq);
    isNews ||= events.length > 0;
    if (!more) break;
  }
  return isNews;
}

const queryOf = ({ scope }: LiveSubscription): QueryOf<"listEvents"> => {
  if (scope.kind === "batch") return { batchId: scope.id };
  return scope.kind === "asset" ? { assetId: scope.id } : {};
};

/** Asking again would change nothing. */
const isFinal = ({ status }: ApiProblemError): boolean => status >= 400 && status < 500 && status !== 429;

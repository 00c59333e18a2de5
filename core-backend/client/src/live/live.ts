import { type LiveEvent, type LiveScope, liveScopeSchema } from "@assetql/contract";
import { anySignal } from "../call/wait.ts";
import type { LiveLink } from "./link.ts";
import { problemError } from "./problem-error.ts";
import { type Gap, LiveSubscription } from "./subscription.ts";

/** What to follow: an asset, else a batch with its tasks and assets, else the whole workspace. */
export interface LiveTarget {
  readonly batchId?: string | undefined;
  readonly assetId?: string | undefined;
}

export interface SubscribeOptions {
  /** `seq` of the last event that is known; without it, from now on. 0: everything that is still kept. */
  readonly after?: number | undefined;
  /** Ends the iteration with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Events before `oldestSeq` are no longer kept: read the resources again. Called where they are missing. */
  readonly onGap?: ((gap: Gap) => void) | undefined;
  /** Called when the hub has said from where on it follows, and again after each new connection. */
  readonly onOpen?: (() => void) | undefined;
}

export interface Live {
  /**
   * What happens, as it happens: each event once and in order, over lost connections and restarts of the hub. It
   * starts with the first `next()`. Throws `ApiProblemError` when the hub refuses (no such batch, a revoked key).
   *
   * @example
   * for await (const { seq, event } of client.live.subscribe({ batchId }, { signal })) {
   *   if (event.type === "asset.ready") show(event.assetId);
   * }
   */
  subscribe(target?: LiveTarget, options?: SubscribeOptions): AsyncGenerator<LiveEvent, void, undefined>;
}

/** `signal` ends all subscriptions. */
export function createLive(link: LiveLink, signal: AbortSignal | undefined): Live {
  return {
    subscribe: (target = {}, options = {}) =>
      subscribe(link, target, { ...options, signal: anySignal(signal, options.signal) }),
  };
}

async function* subscribe(
  link: LiveLink,
  target: LiveTarget,
  { after, signal, ...listeners }: SubscribeOptions,
): AsyncGenerator<LiveEvent, void, undefined> {
  signal?.throwIfAborted();
  const subscription = new LiveSubscription(scopeOf(target), after, listeners);
  const abort = (): void => subscription.fail(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const release = link.follow(subscription);
  try {
    for (;;) {
      const event = await subscription.next();
      signal?.throwIfAborted();
      if (subscription.isEmpty) link.drained(subscription);
      yield event;
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    release();
  }
}

/** An id of the wrong form is refused like one that does not exist, as the hub does. */
function scopeOf({ batchId, assetId }: LiveTarget): LiveScope {
  const id = assetId ?? batchId;
  const kind = assetId === undefined ? "batch" : "asset";
  const scope = liveScopeSchema.safeParse(id === undefined ? { kind: "workspace" } : { kind, id });
  if (!scope.success) throw problemError("not-found", `There is no ${kind} with the id ${id}.`);
  return scope.data;
}

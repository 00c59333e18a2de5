import type { CallOptions } from "@assetql/client";
import { WorkStopped } from "./stopped.ts";

/** What a shutdown waits for the hub to take what has been done. */
const GRACE_MS = 5_000;

/** The signals of one work. */
export interface Lifetime {
  /** Everything at the target. */
  readonly signal: AbortSignal;
  /** Calls to the hub, which still count while the work is being stopped. */
  readonly hubCall: CallOptions;
  readonly reason: WorkStopped["reason"] | undefined;
  readonly cause: unknown;
  readonly stop: (why: WorkStopped) => void;
  close(): void;
}

export function openLifetime(shutdown: AbortSignal): Lifetime {
  const work = new AbortController();
  const hub = new AbortController();
  let first: WorkStopped | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (why: WorkStopped): void => {
    first ??= why;
    work.abort(first);
    if (why.reason === "lost") {
      // Worse than any reason before: another host may be at it.
      first = why;
      hub.abort(why);
    }
  };
  const end = (): void => {
    const why = new WorkStopped("shutdown");
    stop(why);
    grace = setTimeout(() => hub.abort(why), GRACE_MS);
  };
  if (shutdown.aborted) end();
  else shutdown.addEventListener("abort", end, { once: true });
  return {
    signal: work.signal,
    hubCall: { signal: hub.signal },
    get reason() {
      return first?.reason;
    },
    get cause() {
      return first?.cause;
    },
    stop,
    close() {
      clearTimeout(grace);
      shutdown.removeEventListener("abort", end);
    },
  };
}

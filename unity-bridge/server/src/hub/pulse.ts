import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "@assetql/client";
import { isHubAway } from "./problems.ts";

/** Between two looks, milliseconds. */
const EVERY_MS = { reachable: 5_000, away: 1_000 } as const;
/** A hub that says nothing for so long is not there, milliseconds. */
const PATIENCE_MS = 5_000;

/** Whether the hub can be reached. */
export interface Pulse {
  readonly isReachable: boolean;
  /** A call has failed: if nobody was there, a look tells at once. */
  suspect(error: unknown): void;
  /** Called whenever it goes or comes back, until the returned function is called. */
  onChange(listener: (isReachable: boolean) => void): () => void;
  /** Resolves when the hub can be reached. Rejects with the signal's reason. */
  untilReachable(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** Looks at once, and goes on until it is stopped. `hub` should not try again by itself. */
export async function startPulse(hub: Pick<Client, "health">): Promise<Pulse> {
  const listeners = new Set<(isReachable: boolean) => void>();
  const ending = new AbortController();
  let wake = new AbortController();
  let isReachable = await answers(hub, ending.signal);
  const look = async (): Promise<void> => {
    const found = await answers(hub, ending.signal);
    if (ending.signal.aborted || found === isReachable) return;
    isReachable = found;
    for (const listener of [...listeners]) listener(found);
  };
  const running = (async () => {
    while (!ending.signal.aborted) {
      wake = new AbortController();
      const signal = AbortSignal.any([wake.signal, ending.signal]);
      await wait(EVERY_MS[isReachable ? "reachable" : "away"], undefined, { signal }).catch(() => undefined);
      await look();
    }
  })();
  const onChange: Pulse["onChange"] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get isReachable() {
      return isReachable;
    },
    suspect(error) {
      if (isHubAway(error)) wake.abort();
    },
    onChange,
    async untilReachable(signal) {
      if (isReachable) return;
      const back = Promise.withResolvers<void>();
      const forget = onChange((found) => found && back.resolve());
      const abort = (): void => back.reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      await back.promise.finally(() => {
        forget();
        signal.removeEventListener("abort", abort);
      });
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

/** A hub that refuses is one that is there. */
async function answers(hub: Pick<Client, "health">, signal: AbortSignal): Promise<boolean> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    await hub.health({ signal: AbortSignal.any([signal, patience]) });
    return true;
  } catch (error) {
    return !isHubAway(error) && !patience.aborted;
  }
}

import { setTimeout as wait } from "node:timers/promises";
import { ApiProblemError } from "@assetql/client";
import type { Work } from "@assetql/contract";
import type { HubLink } from "./hub-link.ts";
import { WorkStopped } from "./stopped.ts";

/** Between heartbeats that were answered at once. */
const PAUSE_MS = 1_000;
/** Of the lease: what is under way has to end within it. */
const MARGIN = 0.1;

export interface LeaseOptions {
  readonly hub: HubLink;
  readonly hostId: string;
  readonly work: Pick<Work, "id" | "leaseSeconds">;
  /** Aborted when the work is over. */
  readonly over: AbortSignal;
  readonly now: () => number;
  readonly onStop: (why: WorkStopped) => void;
}

/**
 * Keeps a lease until the work is over. Heartbeats are long polls, so that a stop is known at once. Whatever becomes of
 * them, the work is stopped before the hub can give it to another host: a lease holds from when it was asked for.
 */
export async function keepLease({ hub, hostId, work, over, now, onStop }: LeaseOptions): Promise<void> {
  const leaseMs = work.leaseSeconds * 1_000;
  const given = new AbortController();
  const lose = (cause?: unknown): void => {
    given.abort();
    onStop(new WorkStopped("lost", { cause }));
  };
  let timer: NodeJS.Timeout | undefined;
  const keepFrom = (began: number): void => {
    clearTimeout(timer);
    timer = setTimeout(lose, Math.max(0, began + leaseMs * (1 - MARGIN) - now()));
  };
  keepFrom(now());
  const ended = AbortSignal.any([over, given.signal]);
  let waitSeconds = Math.min(20, Math.floor(work.leaseSeconds / 3));
  while (!ended.aborted) {
    const began = now();
    // One that hangs must leave time for another.
    const signal = AbortSignal.any([
      ended,
      AbortSignal.timeout(waitSeconds * 1_000 + Math.ceil(leaseMs / 6)),
    ]);
    try {
      const { control } = await hub.heartbeat(work.id, { host: hostId, waitSeconds }, { signal });
      keepFrom(began);
      if (control === "stop") {
        // Known; from now on only the lease counts, until the work has come to its end.
        waitSeconds = 0;
        onStop(new WorkStopped("stop"));
      }
    } catch (error) {
      if (!ended.aborted && isLost(error)) lose(error);
    }
    if (now() - began < PAUSE_MS) await wait(PAUSE_MS, undefined, { signal: ended }).catch(() => undefined);
  }
  clearTimeout(timer);
}

/** Another host may have the work, or there is no such work any more. */
export const isLost = (error: unknown): boolean =>
  error instanceof ApiProblemError && (error.code === "lease-lost" || error.code === "not-found");

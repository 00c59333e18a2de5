import { setTimeout as wait } from "node:timers/promises";
import { ApiProblemError } from "@assetql/client";
import type { Work } from "@assetql/contract";
import type { HubLink } from "./hub-link.ts";
import { WorkStopped } from "./stopped.ts";

/** Between heartbeats that were answered at once. */
const PAUSE_MS = 1_000;

export interface LeaseOptions {
  readonly hub: HubLink;
  readonly hostId: string;
  readonly work: Pick<Work, "id" | "leaseSeconds">;
  /** Aborted when the work is over. */
  readonly over: AbortSignal;
  readonly now: () => number;
  readonly onStop: (why: WorkStopped) => void;
}

/** Keeps a lease until the work is over. Heartbeats are long polls, so that a stop is known at once. */
export async function keepLease({ hub, hostId, work, over, now, onStop }: LeaseOptions): Promise<void> {
  let keptAt = now();
  let waitSeconds = Math.min(20, Math.floor(work.leaseSeconds / 3));
  while (!over.aborted) {
    const began = now();
    try {
      const { control } = await hub.heartbeat(work.id, { host: hostId, waitSeconds }, { signal: over });
      keptAt = now();
      if (control === "stop") {
        // Known; from now on only the lease counts, until the work has come to its end.
        waitSeconds = 0;
        onStop(new WorkStopped("stop"));
      }
    } catch (error) {
      if (over.aborted) return;
      if (isLost(error) || now() - keptAt > work.leaseSeconds * 1000) {
        onStop(new WorkStopped("lost", { cause: error }));
        return;
      }
    }
    if (now() - began < PAUSE_MS) await wait(PAUSE_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Another host may have the work, or there is no such work any more. */
export const isLost = (error: unknown): boolean =>
  error instanceof ApiProblemError && (error.code === "lease-lost" || error.code === "not-found");

import { setTimeout as wait } from "node:timers/promises";
import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import { isLost } from "./heartbeat.ts";
import { WorkStopped } from "./stopped.ts";

const MAX_PAUSE_MS = 10_000;
/** A hub that fails at a call for so long fails at it for good, and the work must not be held for ever. */
const GIVE_UP_MS = 120_000;

/**
 * A call to the hub that is safe to repeat, until it is answered. Throws a `WorkStopped` when the work is lost or the
 * hub does not take what it is told, at the latest after `giveUpMs`.
 */
export async function untilAnswered<T>(
  call: () => Promise<T>,
  signal: AbortSignal | undefined,
  giveUpMs = GIVE_UP_MS,
): Promise<T> {
  const began = performance.now();
  for (let tries = 1; ; tries += 1) {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (isLost(error)) throw new WorkStopped("lost", { cause: error });
      const isOver = performance.now() - began >= giveUpMs;
      if (isOver || !mayPass(error)) throw new WorkStopped("broken", { cause: error });
    }
    await wait(Math.random() * Math.min(MAX_PAUSE_MS, 100 * 2 ** tries), undefined, {
      ...(signal && { signal }),
    }).catch(() => undefined);
  }
}

/** Nobody answered, the hub is busy, or somebody else wrote the same records at the same time. */
export function mayPass(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  if (error instanceof UnexpectedResponseError) return error.status >= 500;
  return (
    error instanceof ApiProblemError &&
    (error.status >= 500 || error.status === 429 || error.code === "conflict")
  );
}

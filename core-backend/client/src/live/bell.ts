import type { LiveEvent } from "@assetql/contract";
import { wait } from "../call/wait.ts";
import type { Pauses } from "../transfer/poll.ts";
import type { Live, LiveTarget } from "./live.ts";

/** These are worth a look at once; any other may wait until the shortest pause is over. */
const urgent: ReadonlySet<LiveEvent["event"]["type"]> = new Set([
  "batch.finished",
  "batch.changed",
  "batch.deleted",
  "publication.changed",
]);

export interface Bell {
  /**
   * Resolves when something has happened, at least `shortest` milliseconds from now unless it is urgent, and after
   * `longest` in any case. Where nothing can be followed it is a plain wait of `otherwise`.
   */
  pause(times: Pauses): Promise<void>;
  stop(): void;
}

/** Tells when it is worth while to read something again. */
export function createBell(live: Live, target: LiveTarget, signal: AbortSignal | undefined): Bell {
  const ending = new AbortController();
  let isDeaf = false;
  let isRung = false;
  let isUrgent = false;
  let wake = (): void => undefined;
  const ring = (): void => {
    isRung = true;
    wake();
  };
  const listen = async (): Promise<void> => {
    const options = { signal: ending.signal, onOpen: ring, onGap: ring };
    for await (const { event } of live.subscribe(target, options)) {
      isUrgent ||= urgent.has(event.type);
      ring();
    }
  };
  listen().catch(() => {
    isDeaf = true;
    wake();
  });
  /** Waits until `isDue`, looked at whenever the bell is rung, or until the time is over. */
  const waitFor = async (milliseconds: number, isDue: () => boolean): Promise<void> => {
    const over = new AbortController();
    wake = () => {
      if (isDue()) over.abort();
    };
    wake();
    await wait(
      milliseconds,
      signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]),
    ).catch(() => signal?.throwIfAborted());
  };
  return {
    async pause({ shortest, longest, otherwise }) {
      if (isDeaf) return wait(otherwise, signal);
      await waitFor(shortest, () => isUrgent);
      if (!isUrgent) await waitFor(longest - shortest, () => isRung || isDeaf);
      isRung = false;
      isUrgent = false;
    },
    stop() {
      ending.abort();
    },
  };
}

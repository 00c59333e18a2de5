import { type Clock, type QueueName, queueNames } from "@assetql/core/ports";

/** Tells listeners when messages become visible: at once, or by one timer for the next that will. */
export interface Readiness {
  /** A message of `queue` becomes visible at `at`. */
  expect(queue: QueueName, at: number): void;
  onReady(listener: (queue: QueueName) => void): () => void;
  close(): void;
}

/** setTimeout's longest, in milliseconds. */
const MAX_TIMEOUT = 2_147_483_647;

/** `nextVisible` gives the time of the first message of a queue that becomes visible after a time. */
export function createReadiness(
  clock: Clock,
  nextVisible: (queue: QueueName, after: number) => number | undefined,
): Readiness {
  const listeners = new Set<(queue: QueueName) => void>();
  // The earliest known time per queue at which a hidden message shows itself. It may be too early, when a lease
  // was extended or acknowledged: then waking finds nothing and looks up the next.
  const expected = new Map<QueueName, number>();
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  const announce = (queue: QueueName) => {
    for (const listener of listeners) listener(queue);
  };

  const arm = () => {
    const at = Math.min(...expected.values());
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(fire, Math.min(MAX_TIMEOUT, Math.max(1, at - clock.now())));
    timer.unref();
  };

  const fire = () => {
    timerAt = Number.POSITIVE_INFINITY;
    const now = clock.now();
    const due = [...expected].filter(([, at]) => at <= now).map(([queue]) => queue);
    for (const queue of due) lookUp(queue, now);
    arm();
    for (const queue of due) announce(queue);
  };

  const lookUp = (queue: QueueName, now: number) => {
    const next = nextVisible(queue, now);
    if (next === undefined) expected.delete(queue);
    else expected.set(queue, next);
  };

  for (const queue of queueNames) lookUp(queue, clock.now());
  arm();

  return {
    expect(queue, at) {
      if (at <= clock.now()) {
        announce(queue);
      } else if (at < (expected.get(queue) ?? Number.POSITIVE_INFINITY)) {
        expected.set(queue, at);
        arm();
      }
    },
    onReady(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

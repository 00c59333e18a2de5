import { constants } from "node:os";

/**
 * One Ctrl-C arrives several times when npm and the bootstrap pass it on to a process that the terminal signals too.
 * Only a signal after this many milliseconds is a second one.
 */
const ONE_PRESS_MS = 500;

interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}

/** Aborts at the first SIGINT or SIGTERM, so that a command can end well; a second one ends the process at once. */
export function interruption(source: SignalSource, now: () => number = Date.now): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const receive = (signal: NodeJS.Signals) => {
    if (firstAt === undefined) {
      firstAt = now();
      controller.abort();
    } else if (now() - firstAt >= ONE_PRESS_MS) {
      source.exit(128 + constants.signals[signal]);
    }
  };
  source.on("SIGINT", receive);
  source.on("SIGTERM", receive);
  return controller.signal;
}

/** Resolves when `signal` is aborted, for commands that run until then. */
export function untilInterrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

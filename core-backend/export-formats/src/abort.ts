import { ExportError } from "./problems.ts";

/** One export's life: ends when the caller aborts or when any part of it fails. */
export interface Lifetime {
  readonly signal: AbortSignal;
  fail(error: Error): void;
  release(): void;
}

export function openLifetime(parent: AbortSignal): Lifetime {
  const controller = new AbortController();
  const onAbort = () =>
    controller.abort(new ExportError("aborted", "The export was cancelled.", { cause: parent.reason }));
  if (parent.aborted) onAbort();
  else parent.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    fail: (error) => controller.abort(error),
    release: () => parent.removeEventListener("abort", onAbort),
  };
}

/** `work`'s outcome, or the signal's reason if that comes first. What loses the race is never unhandled. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
    if (signal.aborted) onAbort();
  });
}

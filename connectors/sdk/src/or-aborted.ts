/** Waits for `done`, and throws the signal's reason as soon as it is aborted; what `done` is about goes on by itself. */
export async function orAborted<T>(done: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([aborted.promise, done]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

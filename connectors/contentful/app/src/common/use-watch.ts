import { useCallback, useEffect, useState } from "react";
import { describeFailure, type Failure } from "../hub/failure.ts";

export interface Watched<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
  /** Shows this at once, and goes on watching. */
  readonly set: (value: T) => void;
  readonly retry: () => void;
}

/** Contentful allows an environment some ten requests a second, and each look costs a signature. */
const PAUSES_MS = [1_000, 1_500, 2_000, 3_000, 5_000];

/**
 * Looks again and again until `isOver`, less often the longer nothing changes. A hidden tab does not look. After a
 * failure it stops until `retry`. Null looks at nothing.
 */
export function useWatch<T>(
  look: ((signal: AbortSignal) => Promise<T>) | null,
  isOver: (value: T) => boolean,
): Watched<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn looks again
  useEffect(() => {
    if (look === null) return;
    const controller = new AbortController();
    setFailure(null);
    watch({ look, isOver, show: setValue, signal: controller.signal }).catch((error: unknown) => {
      if (!controller.signal.aborted) setFailure(describeFailure(error));
    });
    return () => controller.abort();
  }, [look, isOver, turn]);
  const retry = useCallback(() => setTurn((count) => count + 1), []);
  const set = useCallback((next: T) => {
    setValue(next);
    setTurn((count) => count + 1);
  }, []);
  return { value, failure, set, retry };
}

interface Watching<T> {
  readonly look: (signal: AbortSignal) => Promise<T>;
  readonly isOver: (value: T) => boolean;
  readonly show: (value: T) => void;
  readonly signal: AbortSignal;
}

async function watch<T>({ look, isOver, show, signal }: Watching<T>): Promise<void> {
  let last = "";
  for (let unchanged = 0; ; ) {
    const value = await look(signal);
    if (signal.aborted) return;
    show(value);
    if (isOver(value)) return;
    const now = JSON.stringify(value);
    unchanged = now === last ? unchanged + 1 : 0;
    last = now;
    await pause(PAUSES_MS[Math.min(unchanged, PAUSES_MS.length - 1)] ?? 0, signal);
    await untilVisible(signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function untilVisible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(), { once: true, signal });
  });
}

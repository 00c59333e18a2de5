import { type DependencyList, useCallback, useEffect, useState } from "react";
import { describeFailure, type Failure } from "../hub/failure.ts";

export type Loaded<T> =
  | { readonly status: "loading"; readonly value?: T | undefined }
  | { readonly status: "ready"; readonly value: T }
  | { readonly status: "failed"; readonly failure: Failure; readonly value?: T | undefined };

/**
 * Loads once, and again on `reload` or when a dependency changes; the last value stays while it does. An answer that
 * comes too late is dropped.
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  dependencies: DependencyList,
): Loaded<T> & { readonly reload: () => void; readonly set: (value: T) => void } {
  const [state, setState] = useState<Loaded<T>>({ status: "loading" });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the callers list them
  const run = useCallback(load, dependencies);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn loads again
  useEffect(() => {
    const controller = new AbortController();
    setState(({ value }) => ({ status: "loading", value }));
    run(controller.signal).then(
      (value) => !controller.signal.aborted && setState({ status: "ready", value }),
      (error: unknown) =>
        !controller.signal.aborted &&
        setState(({ value }) => ({ status: "failed", failure: describeFailure(error), value })),
    );
    return () => controller.abort();
  }, [run, turn]);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const set = useCallback((value: T) => setState({ status: "ready", value }), []);
  return { ...state, reload, set };
}

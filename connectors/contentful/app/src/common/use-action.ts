import { useCallback, useEffect, useRef, useState } from "react";
import { describeFailure, type Failure } from "../hub/failure.ts";

export interface Action<Input extends readonly unknown[]> {
  /** Does nothing while it is running. */
  readonly run: (...input: Input) => Promise<void>;
  readonly isRunning: boolean;
  readonly failure: Failure | null;
  readonly clear: () => void;
}

/** Something a person starts with a button: running, or failed in words. */
export function useAction<Input extends readonly unknown[]>(
  act: (...input: Input) => Promise<void>,
): Action<Input> {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef(act);
  const running = useRef(false);
  useEffect(() => {
    latest.current = act;
  });
  const run = useCallback(async (...input: Input) => {
    if (running.current) return;
    running.current = true;
    setRunning(true);
    setFailure(null);
    try {
      await latest.current(...input);
    } catch (error) {
      setFailure(describeFailure(error));
    } finally {
      running.current = false;
      setRunning(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(null), []);
  return { run, isRunning, failure, clear };
}

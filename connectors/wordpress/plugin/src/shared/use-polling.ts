import { useCallback, useEffect, useRef, useState } from "@wordpress/element";
import { type Problem, problemOf } from "./api.ts";

const FIRST_MS = 800;
const LONGEST_MS = 6_000;
/** Nobody looks. */
const HIDDEN_MS = 30_000;

export interface Polled<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  /** Asks at once; and quickly for a while, since something has just been done. */
  readonly refresh: () => void;
}

/** Asks until it is done: ever more slowly while nothing changes, hardly ever while the page is hidden. */
export function usePolling<T>(ask: () => Promise<T>, isDone: (value: T) => boolean, key: string): Polled<T> {
  const [value, setValue] = useState<T | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [round, setRound] = useState(0);
  const latest = useRef({ ask, isDone });
  latest.current = { ask, isDone };

  useEffect(() => {
    setValue(undefined);
  }, [key]);
  // a new key or round starts anew
  useEffect(() => {
    let timer: number | undefined;
    let ended = false;
    let wait = FIRST_MS;
    let seen = "";
    const again = () => {
      timer = window.setTimeout(step, document.hidden ? HIDDEN_MS : wait);
      wait = Math.min(wait * 1.4, LONGEST_MS);
    };
    const step = async () => {
      try {
        const answer = await latest.current.ask();
        if (ended) return;
        setProblem(undefined);
        setValue(answer);
        const text = JSON.stringify(answer);
        if (text !== seen) wait = FIRST_MS;
        seen = text;
        if (!latest.current.isDone(answer)) again();
      } catch (thrown) {
        if (ended) return;
        setProblem(problemOf(thrown));
        again();
      }
    };
    const onShow = () => {
      if (document.hidden || timer === undefined) return;
      window.clearTimeout(timer);
      step();
    };
    document.addEventListener("visibilitychange", onShow);
    step();
    return () => {
      ended = true;
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShow);
    };
  }, [key, round]);

  const refresh = useCallback(() => setRound((now) => now + 1), []);
  return { value, problem, refresh };
}

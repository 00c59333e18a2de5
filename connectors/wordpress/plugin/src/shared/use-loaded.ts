import { useEffect, useState } from "@wordpress/element";
import { type Problem, problemOf } from "./api.ts";

/** What a call gives, once per key. */
export function useLoaded<T>(load: () => Promise<T>, key: string) {
  const [value, setValue] = useState<T | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  // the key says what is loaded
  useEffect(() => {
    let current = true;
    setProblem(undefined);
    load().then(
      (loaded) => current && setValue(loaded),
      (thrown) => current && setProblem(problemOf(thrown)),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return { value, problem };
}

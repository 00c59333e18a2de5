import { useState } from "@wordpress/element";
import { type Problem, problemOf } from "./api.ts";

/** Runs what a button does: one at a time, with its problem kept until the next. */
export function useAction() {
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const run = async (name: string, action: () => Promise<void>): Promise<void> => {
    if (busy !== undefined) return;
    setBusy(name);
    setProblem(undefined);
    try {
      await action();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(undefined);
    }
  };
  return { busy, problem, run, forget: () => setProblem(undefined) };
}

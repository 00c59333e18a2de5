import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { type AppProblem, hasProblem } from "../problems/problem.ts";

export interface Control {
  /** Asks for something; nothing happens while something else is under way. */
  readonly ask: (fields: Readonly<Record<string, string>>) => void;
  /** Intent of what is under way. */
  readonly pending: string | undefined;
  readonly problem: AppProblem | undefined;
}

/** The page's buttons. When somebody else was faster, the page shows how things are now. */
export function useControl(): Control {
  const fetcher = useFetcher();
  const { revalidate } = useRevalidator();
  const problem = fetcher.state === "idle" && hasProblem(fetcher.data) ? fetcher.data.problem : undefined;
  useEffect(() => {
    if (problem !== undefined) revalidate();
  }, [problem, revalidate]);
  const intent = fetcher.formData?.get("intent");
  return {
    ask: (fields) => {
      if (fetcher.state === "idle") fetcher.submit(fields, { method: "post" });
    },
    pending: typeof intent === "string" ? intent : undefined,
    problem,
  };
}

import { useFetcher, useSubmit } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import type { Draft } from "../../server/batches/shop-batches.ts";
import { pauseAfter } from "../common/use-polling.ts";
import type { AppProblem } from "../problems/problem.ts";
import { hasProblem, passesByItself } from "../problems/problem.ts";
import { formOf, type PreviewAnswer } from "./configure-requests.ts";
import { isSide, previewKey } from "./plan-form.ts";

/** Nobody has typed for so long. */
const QUIET_MS = 500;

export interface PlanPreviewing {
  /** The last one that came, perhaps of an earlier draft. */
  readonly answer: PreviewAnswer | undefined;
  /** It is of what is filled in now. */
  readonly isCurrent: boolean;
  /** It stays until a try has worked. */
  readonly problem: AppProblem | undefined;
  readonly retry: () => void;
  readonly isTrying: boolean;
  /** The draft has become a batch: nothing of it is to be kept. */
  readonly stopKeeping: () => void;
}

/** Previews a draft whenever it has settled, and keeps it on the server, also when the page is left in between. */
export function usePlanPreview(draft: Draft, path: string): PlanPreviewing {
  const fetcher = useFetcher<PreviewAnswer | { problem: AppProblem }>();
  const submit = useSubmit();
  const sent = useRef<string | undefined>(undefined);
  const latest = useRef(draft);
  latest.current = draft;
  const { submit: ask } = fetcher;
  const send = useCallback(() => {
    const more = sent.current === undefined ? { first: "yes" } : {};
    sent.current = JSON.stringify(latest.current);
    ask(formOf("preview", latest.current, more), { method: "post", action: path });
  }, [ask, path]);
  const text = JSON.stringify(draft);
  // Half a number is no size.
  const isWhole = isSide(draft.width) && isSide(draft.height);
  useEffect(() => {
    if (text === sent.current || !isWhole) return;
    const timer = setTimeout(send, sent.current === undefined ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, send, isWhole]);
  useEffect(() => {
    return () => {
      const { current } = latest;
      if (sent.current === undefined || sent.current === JSON.stringify(current)) return;
      if (!isSide(current.width) || !isSide(current.height)) return;
      submit(formOf("draft", current), {
        method: "post",
        action: path,
        navigate: false,
        fetcherKey: "kept-draft",
      });
    };
  }, [submit, path]);
  const { data } = fetcher;
  const problem = hasProblem(data) ? data.problem : undefined;
  const isTrying = fetcher.state !== "idle";
  useRetries(isTrying ? undefined : problem, send);
  const last = useRef<PreviewAnswer | undefined>(undefined);
  if (data !== undefined && !hasProblem(data)) last.current = data;
  return {
    answer: last.current,
    isCurrent: problem === undefined && last.current?.of === previewKey(draft),
    problem,
    retry: send,
    isTrying,
    stopKeeping: useCallback(() => {
      sent.current = undefined;
    }, []),
  };
}

/** Tries again by itself after what passes by itself, after 4 seconds and then every 8 unless asked to wait longer. */
function useRetries(problem: AppProblem | undefined, retry: () => void): void {
  const tries = useRef(0);
  useEffect(() => {
    if (problem === undefined || !passesByItself(problem)) return;
    const { retryAfterMs = 0 } = problem;
    const timer = setTimeout(
      () => {
        tries.current += 1;
        retry();
      },
      pauseAfter({ failures: Math.min(tries.current, 1), retryAfterMs }),
    );
    return () => clearTimeout(timer);
  }, [problem, retry]);
}

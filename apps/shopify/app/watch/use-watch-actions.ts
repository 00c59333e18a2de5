import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "../common/use-toast.ts";
import { type AppProblem, hasProblem, isOfContact } from "../problems/problem.ts";
import type { WatchDone, WatchIntent } from "./answer-watch.server.ts";
import type { WatchData } from "./load-watch.server.ts";

type Answer = WatchDone | { readonly problem: AppProblem };

export interface WatchActions {
  readonly act: (intent: WatchIntent, taskId?: string) => void;
  /** What is being done. */
  readonly running: string | undefined;
  /** Of the image that is being accepted. */
  readonly accepting: string | undefined;
  /** Why the last one failed. */
  readonly problem: AppProblem | undefined;
  readonly dismiss: () => void;
}

/** What can be done with a batch; `shown` is what the page knows of it. */
export function useWatchActions(shown: WatchData): WatchActions {
  const { t } = useTranslation("watch");
  const toast = useToast();
  const { data, state, formData, submit } = useFetcher<Answer>();
  useEffect(() => {
    if (data !== undefined && "done" in data) toast(t(`toast.${data.done}`));
  }, [data, toast, t]);
  const textOf = (name: string): string | undefined => {
    const value = formData?.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const isIdle = state === "idle";
  return {
    act: (intent, taskId = "") => submit({ intent, taskId }, { method: "post" }),
    running: isIdle ? undefined : textOf("intent"),
    accepting: isIdle ? undefined : textOf("taskId"),
    ...useLastProblem({ answer: data, isIdle, shown }),
  };
}

interface Last {
  readonly answer: Answer | undefined;
  readonly isIdle: boolean;
  readonly shown: WatchData;
}

/** A problem until it is dismissed; that nobody answered, only until something newer is shown. */
function useLastProblem({ answer, isIdle, shown }: Last): Pick<WatchActions, "problem" | "dismiss"> {
  const [dismissed, setDismissed] = useState<Answer>();
  const [settled, setSettled] = useState<Pick<Last, "answer" | "shown">>();
  // What is read along with the answer is nothing newer.
  if (isIdle && settled?.answer !== answer) setSettled({ answer, shown });
  const problem = hasProblem(answer) ? answer.problem : undefined;
  const isOver =
    answer === dismissed ||
    (problem !== undefined && isOfContact(problem) && settled?.answer === answer && settled?.shown !== shown);
  return { problem: isOver ? undefined : problem, dismiss: () => setDismissed(answer) };
}

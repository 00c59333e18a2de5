import { useLocale } from "../i18n/use-locale.ts";
import type { AppProblem } from "./problem.ts";
import { type ProblemText, problemSentence, problemText } from "./problem-text.ts";

/** A problem in the person's language. */
export function useProblemText(): (problem: AppProblem) => ProblemText {
  const locale = useLocale();
  return (problem) => problemText(problem, locale);
}

/** The same in one piece, for toasts and lists. */
export function useProblemSentence(): (problem: AppProblem) => string {
  const locale = useLocale();
  return (problem) => problemSentence(problem, locale);
}

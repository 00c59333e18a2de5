import { useTranslation } from "react-i18next";
import { useProblemSentence } from "../problems/use-problem-text.ts";
import type { Decided } from "./use-decisions.ts";

/** What has become of a decision; undefined when nothing has: then its problem says all there is to say. */
export function useDecidedWords(): (decided: Decided | undefined) => string | undefined {
  const { t } = useTranslation("review");
  const problemSentence = useProblemSentence();
  return (decided) => {
    if (decided === undefined) return undefined;
    const { decision, done, refused, left, problem } = decided;
    const [first] = refused;
    if (problem !== undefined && done + refused.length === 0) return undefined;
    return [
      t(`said.${decision}`, { count: done }),
      ...(first === undefined
        ? []
        : [t("said.refused", { count: refused.length, why: problemSentence(first) })]),
      ...(problem === undefined ? [] : [t("said.left", { count: left.length })]),
    ].join(" ");
  };
}

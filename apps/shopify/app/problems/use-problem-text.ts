import type { Texts } from "../i18n/texts.ts";
import { textsOf } from "../i18n/texts.ts";
import { useLocale } from "../i18n/use-locale.ts";
import type { AppProblem } from "./problem.ts";

export interface ProblemText {
  readonly title: string;
  readonly advice: string;
  /** What only this case knows; the hub says it in English. */
  readonly detail?: string;
}

/** A problem in the person's language. */
export function useProblemText(): (problem: AppProblem) => ProblemText {
  const locale = useLocale();
  const { problems } = textsOf(locale);
  return ({ code, detail }) => {
    if (!isKnown(code, problems)) {
      return { title: problems.unknown.title, advice: detail || problems.unknown.advice };
    }
    const text = problems[code];
    return locale === "en" && detail !== "" && standsForMany(code) ? { ...text, detail } : text;
  };
}

/** The same in one piece, for toasts and lists. */
export function useProblemSentence(): (problem: AppProblem) => string {
  const textOf = useProblemText();
  return (problem) => {
    const { title, advice, detail } = textOf(problem);
    return detail ?? `${title}. ${advice}`;
  };
}

const isKnown = (code: string, problems: Texts["problems"]): code is keyof Texts["problems"] =>
  Object.hasOwn(problems, code);

/** What the connector says of one image: which part of the product is gone, or what Shopify has against a file. */
const ofConnector: ReadonlySet<string> = new Set(["item-deleted", "file-refused", "changed-meanwhile"]);

/** Which of the cases it is, the sentence tells that came with it. */
const standsForMany = (code: string) =>
  code.endsWith("-state") ||
  code.endsWith("-invalid") ||
  // Of several images it is one.
  code.startsWith("image-") ||
  ofConnector.has(code) ||
  code === "conflict";

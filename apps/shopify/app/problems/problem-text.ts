import { type ProblemReason, problemReasons } from "@assetql/shopify/problem-reasons";
import type { Locale } from "../../server/services.ts";
import type { Texts } from "../i18n/texts.ts";
import { textsOf } from "../i18n/texts.ts";
import type { AppProblem } from "./problem.ts";

export interface ProblemText {
  readonly title: string;
  readonly advice: string;
  /** What only this case knows, in English or in whatever language Shopify speaks. */
  readonly detail?: string;
}

/** A problem in a language. */
export function problemText(problem: AppProblem, locale: Locale): ProblemText {
  const { code, detail } = problem;
  const { problems } = textsOf(locale);
  const reason = reasonIn(problem);
  if (reason !== undefined) return problems[reason];
  const isOurs = isKnown(code, problems);
  const text = isOurs ? problems[code] : problems.unknown;
  const tellsMore = !isOurs || ofOthers.has(code) || (locale === "en" && standsForMany(code));
  return tellsMore && detail !== "" ? { ...text, detail } : text;
}

/** The same in one piece, for toasts and lists. */
export function problemSentence(problem: AppProblem, locale: Locale): string {
  const { title, advice, detail } = problemText(problem, locale);
  if (detail === undefined) return `${title}. ${advice}`;
  return locale === "en" ? detail : `${title}. ${advice} ${detail}`;
}

const reasons = Object.entries(problemReasons) as [ProblemReason, string][];

/** What the connector says that the code does not. */
export const reasonIn = ({ detail }: Pick<AppProblem, "detail">): ProblemReason | undefined =>
  reasons.find(([, beginning]) => detail.startsWith(beginning))?.[0];

const isKnown = (code: string, problems: Texts["problems"]): code is keyof Texts["problems"] =>
  Object.hasOwn(problems, code);

/** Nobody here knows why: Shopify says so, or the log under the number that is told. */
const ofOthers: ReadonlySet<string> = new Set(["unknown", "refused"]);

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

import type { InputProblem } from "@assetql/contract";

/** An expected failure, as loaders and actions answer it: texts are chosen by its code (`i18n/…/problems.ts`). */
export interface AppProblem {
  readonly code: string;
  /** In English, for codes that have no text of their own and for what only this case knows. */
  readonly detail: string;
  /** Each wrong place of a CSV, a template or a form. */
  readonly problems?: readonly InputProblem[] | undefined;
  /** Milliseconds that were asked to wait. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * Remix answers the first look after a document that could not be loaded by itself, with nothing: nobody was asked. No
 * problem of anybody's: the next look asks.
 */
export const NOT_ASKED = "not-asked";

/** Whether an action's answer tells a problem; null and undefined are answers that have not come yet. */
export function hasProblem(answer: unknown): answer is { readonly problem: AppProblem } {
  if (typeof answer !== "object" || answer === null || !("problem" in answer)) return false;
  const { problem } = answer;
  return typeof problem === "object" && problem !== null && "code" in problem && "detail" in problem;
}

/** Codes of what nobody answered, or was too busy to. */
const ofContact: ReadonlySet<string> = new Set(["offline", "unavailable", "hub-unavailable", "rate-limited"]);

/** Codes of what passes by itself: trying again in a moment is all there is to do. */
const passing: ReadonlySet<string> = new Set([
  ...ofContact,
  "host-unavailable",
  "timed-out",
  "unreachable",
  "shop-rate-limited",
]);

export const passesByItself = ({ code }: Pick<AppProblem, "code">): boolean => passing.has(code);

/** It is over as soon as somebody answers. */
export const isOfContact = ({ code }: Pick<AppProblem, "code">): boolean => ofContact.has(code);

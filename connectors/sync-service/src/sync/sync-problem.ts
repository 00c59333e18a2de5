import { ApiProblemError } from "@assetql/client";
import { type Problem, ProblemError } from "@assetql/contract";

/** Why a sync, or a half of it, could not be done; told on the target. */
export class SyncProblem extends Error {
  override readonly name = "SyncProblem";
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

const DETAIL = 1_000;

/** What is recorded of an error on the target; `undefined` for one that says nothing of the target. */
export function describeProblem(error: unknown): { code: string; detail: string } | undefined {
  if (error instanceof ApiProblemError) {
    return { code: error.code, detail: wordsOf(error.problem).slice(0, DETAIL) };
  }
  if (error instanceof SyncProblem || error instanceof ProblemError) {
    return { code: error.code, detail: error.message.slice(0, DETAIL) };
  }
  return undefined;
}

/** With what exactly is wrong, of the first few. */
function wordsOf({ detail, problems = [] }: Problem): string {
  const lines = problems.slice(0, 3).map(({ row, column, message }) => {
    const place = [row && `row ${row}`, column && `column "${column}"`].filter(Boolean).join(", ");
    return place === "" ? message : `${place}: ${message}`;
  });
  return [detail, ...lines.filter((line) => line !== detail)].join(" ");
}

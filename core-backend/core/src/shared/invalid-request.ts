import { type InputProblem, ProblemError } from "@assetql/contract";

const MAX_PROBLEMS = 50;

export const invalidMember = (path: string, message: string): InputProblem => ({
  code: "invalid-member",
  severity: "error",
  source: "request",
  message,
  ...(path === "" ? {} : { path }),
});

/** The problem `request-invalid`, whose detail says the first things that are wrong. */
export function invalidRequest(problems: readonly InputProblem[]): ProblemError {
  const [first] = problems;
  const detail =
    first !== undefined && problems.length === 1
      ? first.message
      : `${problems.length} members of the request are not valid: ${problems
          .slice(0, 3)
          .map(({ message }) => message)
          .join(" ")}`;
  return new ProblemError("request-invalid", detail, problems.slice(0, MAX_PROBLEMS));
}

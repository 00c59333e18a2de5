import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import type { InputProblem } from "@assetql/contract";
import { CliError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { formatProblems } from "./output/problems.ts";
import type { CliContext } from "./session.ts";

export interface ErrorDescription {
  readonly exitCode: ExitCode;
  /** What a person reads: what happened, where in their input, and what to do. */
  readonly text: string;
}

/** Says what ended a command. A stack shows only with ASSETQL_DEBUG=1. */
export function describeError(
  error: unknown,
  { signal, variables }: Pick<CliContext, "signal" | "variables">,
): ErrorDescription {
  // Whatever failed after the user asked to stop failed because of that.
  if (signal.aborted && !(error instanceof CliError))
    return { exitCode: exitCodes.interrupted, text: "Interrupted." };
  const described = describe(error);
  const debug = (variables.ASSETQL_DEBUG ?? "0") !== "0";
  return debug && error instanceof Error
    ? { ...described, text: `${described.text}\n${error.stack}` }
    : described;
}

function describe(error: unknown): ErrorDescription {
  if (error instanceof CliError)
    return { exitCode: error.exitCode, text: withProblems(error.message, error.problems) };
  if (error instanceof ApiProblemError) return describeProblem(error);
  if (error instanceof ConnectionError) return { exitCode: exitCodes.unreachable, text: error.message };
  if (error instanceof UnexpectedResponseError) {
    return { exitCode: exitCodes.failure, text: `The hub's answer was not understood: ${error.message}` };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    exitCode: exitCodes.failure,
    text: `Something unexpected went wrong: ${message}\nASSETQL_DEBUG=1 shows where.`,
  };
}

function describeProblem({ problem }: ApiProblemError): ErrorDescription {
  // Conflicts are about the state of things, the other refusals about what was sent.
  const refused = problem.status < 500 && problem.status !== 409;
  const trace = problem.status >= 500 && problem.instance !== undefined ? ` (${problem.instance})` : "";
  return {
    exitCode: refused ? exitCodes.usage : exitCodes.failure,
    text: withProblems(problem.detail + trace, problem.problems ?? []),
  };
}

const withProblems = (message: string, problems: readonly InputProblem[]): string =>
  problems.length === 0 ? message : `${message}\n${formatProblems(problems)}`;

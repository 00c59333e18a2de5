import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import type { InputProblem, Problem } from "@assetql/contract";
import { CliError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { formatProblems } from "./output/problems.ts";
import type { CliContext } from "./session.ts";

/** What a program reads: the member `error` of the document that `--json` prints. */
export interface ErrorReport {
  /** A problem code of the API, or the command line's own: `usage`, `failure`, `unreachable`, `interrupted`, … */
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly InputProblem[];
}

export interface ErrorDescription {
  readonly exitCode: ExitCode;
  /** What a person reads: what happened, where in their input, and what to do. */
  readonly text: string;
  readonly report: ErrorReport;
}

/** Says what ended a command. A stack shows only with ASSETQL_DEBUG=1. */
export function describeError(
  error: unknown,
  { signal, variables }: Pick<CliContext, "signal" | "variables">,
): ErrorDescription {
  // Whatever failed after the user asked to stop failed because of that.
  if (signal.aborted && !(error instanceof CliError))
    return asDescription(exitCodes.interrupted, { code: "interrupted", message: "Interrupted." });
  const described = describe(error);
  const debug = (variables.ASSETQL_DEBUG ?? "0") !== "0";
  return debug && error instanceof Error
    ? { ...described, text: `${described.text}\n${error.stack}` }
    : described;
}

function describe(error: unknown): ErrorDescription {
  if (error instanceof CliError) {
    const { exitCode, message, problems } = error;
    return asDescription(exitCode, { code: codeOf(exitCode), message, problems });
  }
  if (error instanceof ApiProblemError) return describeProblem(error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ConnectionError)
    return asDescription(exitCodes.unreachable, { code: codeOf(exitCodes.unreachable), message });
  if (error instanceof UnexpectedResponseError) {
    return asDescription(exitCodes.failure, {
      code: "unexpected-response",
      message: `The hub's answer was not understood: ${message}`,
    });
  }
  return asDescription(exitCodes.failure, {
    code: "unexpected",
    message: `Something unexpected went wrong: ${message}\nASSETQL_DEBUG=1 shows where.`,
  });
}

/** Conflicts and targets that fail are about the state of things, the other refusals about what was sent. */
const isAboutState = ({ status, code }: Problem): boolean => status === 409 || code === "target-failing";

/** The name of an exit code is the code of an error that has none of its own. */
const codeOf = (exitCode: ExitCode): string =>
  Object.entries(exitCodes).find(([, code]) => code === exitCode)?.[0] ?? "failure";

function describeProblem({ problem }: ApiProblemError): ErrorDescription {
  const refused = problem.status < 500 && !isAboutState(problem);
  const trace = problem.status >= 500 && problem.instance !== undefined ? ` (${problem.instance})` : "";
  return asDescription(refused ? exitCodes.usage : exitCodes.failure, {
    code: problem.code,
    message: problem.detail + trace,
    problems: problem.problems ?? [],
  });
}

function asDescription(exitCode: ExitCode, { code, message, problems = [] }: ErrorReport): ErrorDescription {
  if (problems.length === 0) return { exitCode, text: message, report: { code, message } };
  // A single problem with the request is what the message says already.
  const [only] = problems;
  if (problems.length === 1 && only?.source === "request" && message.includes(only.message)) {
    return { exitCode, text: message, report: { code, message, problems } };
  }
  const text = `${message}\n${formatProblems(problems)}`;
  return { exitCode, text, report: { code, message, problems } };
}

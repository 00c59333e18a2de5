import { readEnvironment } from "./environment.ts";
import { CliError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { formatProblems } from "./output/problems.ts";
import type { CliContext } from "./session.ts";

export interface ErrorDescription {
  readonly exitCode: ExitCode;
  readonly text: string;
}

export function describeError(
  error: unknown,
  context: Pick<CliContext, "signal" | "variables">,
): ErrorDescription {
  if (error instanceof CliError)
    return { exitCode: error.exitCode, text: error.message + formatProblems(error.problems) };
  return { exitCode: 1, text: String(error) };
}

import type { InputProblem } from "@assetql/contract";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** An end of a command that a person should read: a sentence, where in their input, and the exit code. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;
  readonly problems: readonly InputProblem[];
  constructor(exitCode: ExitCode, message: string, problems: readonly InputProblem[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

export const wrongInput = (message: string, problems: readonly InputProblem[] = []) =>
  new CliError(exitCodes.usage, message, problems);

/** The user was asked, and said no: nothing was done, as they wanted. */
export const declined = (message: string) => new CliError(exitCodes.ok, message);

export const failed = (message: string) => new CliError(exitCodes.failure, message);

export const unreachable = (message: string) => new CliError(exitCodes.unreachable, message);

import { CommanderError } from "commander";
import { describeError } from "./describe-error.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { buildProgram } from "./program.ts";
import type { CliContext } from "./session.ts";

/** Runs one command line; returns the process's exit code. Whatever goes wrong is told on stderr, in words. */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    await buildProgram(context).parseAsync(args, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    // Commander has printed its own words; help and version end with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const { exitCode, text } = describeError(error, context);
    context.stderr.write(`${text}\n`);
    return exitCode;
  }
}

import { CommanderError } from "commander";
import { describeError, type ErrorReport } from "./describe-error.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { OutputStream } from "./output/terminal.ts";
import { buildProgram } from "./program.ts";
import type { CliContext } from "./session.ts";

/**
 * Runs one command line; returns the process's exit code. Whatever goes wrong is told on stderr, in words, and with
 * `--json` on stdout too, unless the command has printed its document there already.
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const stdout = observed(context.stdout);
  const program = buildProgram({ ...context, stdout });
  const answer = (report: ErrorReport) => {
    if (program.opts().json === true && !stdout.used())
      stdout.write(`${JSON.stringify({ error: report })}\n`);
  };
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed its own words; help and version end with 0.
      if (error.exitCode === 0) return exitCodes.ok;
      answer({ code: "usage", message: wordsOf(error) });
      return exitCodes.usage;
    }
    const { exitCode, text, report } = describeError(error, context);
    context.stderr.write(`${text}\n`);
    answer(report);
    return exitCode;
  }
}

/** A command without its subcommand gets the help, which is no message. */
const wordsOf = ({ code, message }: CommanderError): string =>
  code === "commander.help"
    ? "The command is not complete; --help shows how it is used."
    : message.replace(/^error: /, "");

function observed(stream: OutputStream): OutputStream & { used(): boolean } {
  let used = false;
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 80,
    write: (text) => {
      used = true;
      return stream.write(text);
    },
    used: () => used,
  };
}

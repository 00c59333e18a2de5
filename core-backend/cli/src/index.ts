export { type ExitCode, exitCodes } from "./exit-codes.ts";
export { runCli } from "./run-cli.ts";
export type { CliContext } from "./session.ts";

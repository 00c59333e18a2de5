import { type ExitCode, runCli } from "assetql";

export interface CliRun {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliRunOptions {
  readonly folder: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs `assetql` within this process, as for a pipe. */
export async function runAssetql(args: readonly string[], options: CliRunOptions): Promise<CliRun> {
  const written = { stdout: "", stderr: "" };
  const exitCode = await runCli(args, {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    variables: options.variables ?? {},
    workingFolder: options.folder,
    signal: options.signal ?? new AbortController().signal,
  });
  return { exitCode, ...written };
}

import { spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { until } from "../support/until.ts";

export interface SyncProcess {
  readonly lines: readonly string[];
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
  /** Of the first line that tells it. */
  url(): Promise<string>;
  stop(signal: NodeJS.Signals): void;
}

/** Runs the sync service as its own process, killed at the end of the test if it is still there. */
export function startSyncProcess(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
): SyncProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [...args], {
    ...options,
    env: { PATH, HOME, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const errors: string[] = [];
  let rest = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  // Closed when it has ended and everything it wrote has come.
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    lines,
    errors: () => errors.join(""),
    ended,
    url: () =>
      until(async () => {
        if (child.exitCode !== null) throw new Error(`It has ended: ${errors.join("")}`);
        const found = lines.map((line): unknown => JSON.parse(line)).find(hasUrl);
        return found?.url;
      }),
    stop: (signal) => void child.kill(signal),
  };
}

const hasUrl = (line: unknown): line is { url: string } =>
  typeof line === "object" && line !== null && "url" in line && typeof line.url === "string";

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { compileProgram } from "../../../unity-bridge/scripts/compile.mjs";
import { programOnPath } from "../../support/programs.ts";

/** For `skippedBecause`. */
export const monoIsMissing =
  programOnPath("mono") === undefined || programOnPath("mcs") === undefined
    ? "it needs Mono (Debian: mono-mcs mono-runtime libmono-system-core4.0-cil)"
    : undefined;

export interface Checked {
  readonly text?: string;
  readonly hex?: string;
  readonly transfer?: number;
  readonly offset?: number;
  readonly isLast?: boolean;
  /** Why it is none of what it should be. */
  readonly refused?: string;
}

const source = new URL("programs/WireChecks.cs", import.meta.url).pathname;

/** Has the client in C# read and write each of these: what comes of them, in their order. */
export async function checkWithMono(asked: readonly object[]): Promise<readonly Checked[]> {
  const program = spawn("mono", [compileProgram("wire-checks", [source])], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  program.stdin.end(asked.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const [output, [code]] = await Promise.all([text(program.stdout), once(program, "close")]);
  if (code !== 0) throw new Error(`the program ended with ${code}: ${output.slice(-500)}`);
  return output
    .trimEnd()
    .split("\n")
    .map((line): Checked => JSON.parse(line));
}

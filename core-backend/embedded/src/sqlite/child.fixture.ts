import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A real second process, running a TypeScript file of this package. */
export interface Child {
  readonly pid: number;
  /** What it prints, line by line. */
  readonly lines: AsyncIterable<string>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export function startChild(script: URL, ...args: readonly string[]): Child {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null || child.pid === undefined) throw new Error("The child did not start");
  const gone = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    // Without `return`: who has read enough would close the pipe, and the child would end when it writes again.
    lines: { [Symbol.asyncIterator]: () => ({ next: () => lines.next() }) },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("wire-process.ts", import.meta.url));

/** A bridge in a process of its own, once it listens. */
export async function startKillableBridge(folder: string, port: number) {
  const child = spawn(process.execPath, [program, folder, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  await Promise.race([
    once(child.stdout, "data"),
    closed.then(() => Promise.reject(new Error("the bridge ended before it listened"))),
  ]);
  return {
    /** Without a word to anybody. */
    async stop(): Promise<void> {
      child.kill("SIGKILL");
      await closed;
    },
  };
}

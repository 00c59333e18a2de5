import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findBridge } from "../../support/unity/index.ts";
import type { SeededHub } from "./hub-process.ts";

const CLI = join(import.meta.dirname, "../../../core-backend/cli/src/main.ts");

interface Options {
  readonly hub: SeededHub;
  /** Where editors find it. */
  readonly folder: string;
}

/** `assetql bridge`, as people start it. */
export async function startBridgeProcess({ hub, folder }: Options) {
  const child = spawn(process.execPath, [CLI, "bridge", "--port", "0"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ASSETQL_URL: hub.url, ASSETQL_API_KEY: hub.apiKey, ASSETQL_BRIDGE_FOLDER: folder },
  });
  const ended = once(child, "exit");
  // A benchmark that fails leaves no bridge behind.
  process.once("exit", () => child.kill("SIGKILL"));
  const found = async () => {
    for (;;) {
      const bridge = await findBridge(folder);
      if (bridge.pid === child.pid) return bridge;
    }
  };
  const listeningAt = await Promise.race([
    found().then(() => Date.now()),
    ended.then(([code]) => Promise.reject(new Error(`The bridge ended with ${code}`))),
  ]);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, listeningAt, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

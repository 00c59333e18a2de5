import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../support/free-port.ts";
import { appFolder } from "./build.ts";

export interface AppProcess {
  /** Where it listens, as in `http://127.0.0.1:23456`. */
  readonly url: string;
  /** All that it has written to its outputs. */
  readonly log: () => string;
  /** Ends it as a host does, with SIGTERM. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
}

const GIVE_UP_MS = 60_000;
const inherited = ["PATH", "HOME", "TMPDIR", "LANG"];

/** Runs the app as it is run for merchants, in a process and an environment of its own. Throws with its log when it ends. */
export async function startApp(environment: Readonly<Record<string, string>>): Promise<AppProcess> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    ...environment,
  };
  const child = spawn(process.execPath, [join(appFolder, "server/main.ts")], {
    cwd: appFolder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding("utf8");
    output.on("data", (text: string) => {
      log += text;
    });
  }
  const ended = once(child, "close");
  const url = `http://127.0.0.1:${port}`;
  await listening(url, child, () => log);
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { url, log: () => log, stop: end("SIGTERM"), kill: end("SIGKILL") };
}

async function listening(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const end = Date.now() + GIVE_UP_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The app ended:\n${log()}`);
    if (await accepts(Number(new URL(url).port))) return;
    if (Date.now() > end) {
      child.kill("SIGKILL");
      throw new Error(`The app does not listen:\n${log()}`);
    }
    await setTimeout(25);
  }
}

/** Not by a request, which the app would have to answer and to log. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

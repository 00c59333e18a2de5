import { type ChildProcess, fork, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stdio: StdioOptions = ["ignore", "ignore", "inherit", "ipc"];

/** A script of this folder in a process of its own, which talks by messages. */
export const forked = (script: string, args: readonly string[]): ChildProcess =>
  fork(join(import.meta.dirname, script), args, { stdio });

export async function firstMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`ended with ${code} before it said anything`);
    }),
  ]);
  return message;
}

/** Ends when it is told anything, as those scripts do. */
export async function dismissed(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.send("end");
  await gone;
}

/** Runs a program to its end; milliseconds. Throws when it fails. */
export async function timed(command: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}`);
  return performance.now() - began;
}

/** Megabytes that a process has in memory, and has had at most (Linux). */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1_024;
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** From now on, the peak is that of what comes. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, "5");

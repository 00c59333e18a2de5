import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

/** Runs a command in our place: same terminal, signals passed on, its exit code ours. */
export function runTarget(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit" });
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}

/** A shell's convention: 128 plus the number of the signal that ended a process. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

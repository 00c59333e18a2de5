import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

const PARENT_CHECK_MS = 250;

/** Runs a command in our place: same terminal, signals passed on, its exit code ours. */
export function runTarget(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit" });
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    const stopWatching = onOrphaned(() => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      stopWatching();
      process.off("SIGINT", forward).off("SIGTERM", forward);
      resolve(exitCodeOf(code, signal));
    });
  });
}

/**
 * npm passes a signal to the shell between us, and a shell that waits for its command dies of it without telling us.
 * Losing that shell therefore means: stop.
 */
function onOrphaned(act) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_CHECK_MS);
  return () => clearInterval(timer);
}

/** A shell's convention: 128 plus the number of the signal that ended a process. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

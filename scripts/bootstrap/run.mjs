import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import process from "node:process";

const PARENT_CHECK_MS = 250;

/**
 * Runs a command in our place: same terminal, signals passed on, its exit code ours.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} [cwd] folder to run in; ours when left out
 */
export function runTarget(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...(cwd === undefined ? {} : { cwd }) });
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
 * The folder where the person stands. `npm run` changes to the root of the package and tells in INIT_CWD where it was
 * called; anywhere else INIT_CWD was inherited from some other script and means nothing.
 */
export function callerFolder(root, environment = process.env, cwd = process.cwd()) {
  return path.relative(root, cwd) === "" ? (environment.INIT_CWD ?? cwd) : cwd;
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

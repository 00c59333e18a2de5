import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { isInstalled, writeStamp } from "./fits.mjs";
import { withInstallLock } from "./install-lock.mjs";
import { InstallFailure } from "./node-runtime.mjs";

const NPM_ARGUMENTS = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
const say = (sentence) => process.stderr.write(`${sentence}\n`);

/** Makes node_modules fit package-lock.json; throws InstallFailure with npm's own words when it can't. */
export async function ensureInstalled(root) {
  if (!existsSync(path.join(root, "package-lock.json"))) {
    throw new InstallFailure("package-lock.json is missing: is this a complete clone of the repository?");
  }
  if (isInstalled(root)) return;
  await withInstallLock(
    root,
    async () => {
      if (isInstalled(root)) return; // by the process we waited for
      await install(root);
    },
    { onWait: () => say("Another command is installing AssetQL's packages; waiting for it.") },
  );
}

async function install(root) {
  say("Installing AssetQL's packages (once; a minute or two) ...");
  const started = Date.now();
  const { exitCode, output, interrupted } = await runNpm(root);
  if (interrupted)
    throw new InstallFailure("Interrupted; the next command starts the installation again.", 130);
  if (exitCode !== 0) {
    throw new InstallFailure(
      `npm could not install the packages (exit code ${exitCode}). What npm said:\n\n${output.trim()}\n\n` +
        "If it speaks of the network, check the connection or proxy (`npm config get registry`) and run this again;\n" +
        "if it speaks of permissions, check who owns this folder; else delete node_modules and run this again.",
    );
  }
  writeStamp(root);
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Run by `npm run`, npm tells where it is; else the one on the path. */
export function npmCommand(environment, platform = process.platform) {
  const script = environment.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return { command: process.execPath, args: [script, ...NPM_ARGUMENTS], shell: false };
  }
  // Windows starts npm.cmd only through a shell; the arguments are constants.
  return { command: "npm", args: NPM_ARGUMENTS, shell: platform === "win32" };
}

function runNpm(root) {
  const { command, args, shell } = npmCommand(process.env);
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    let interrupted = false;
    const stop = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
    const end = (exitCode, words) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve({ exitCode, output: words, interrupted });
    };
    child.on("error", (error) => end(127, `npm could not be started: ${error.message}`));
    child.on("close", (code) => end(code ?? 1, output));
  });
}

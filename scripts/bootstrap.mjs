// Runs one of the project's commands, after installing whatever is missing.
// Plain JavaScript without dependencies: it has to run on Node 20 in a clone where nothing is installed yet.
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./bootstrap/install.mjs";
import { InstallFailure, nodeTooOld, pickNode } from "./bootstrap/node-runtime.mjs";
import { callerFolder, runTarget } from "./bootstrap/run.mjs";
import { targetFor, targetNames } from "./bootstrap/targets.mjs";

async function main() {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const tooOld = nodeTooOld(process.versions.node);
  if (tooOld !== null) return fail(tooOld);

  const [name, ...rest] = process.argv.slice(2);
  const target = targetFor(name, rest);
  if (target === null) {
    return fail(`There is no target ${JSON.stringify(name ?? "")}. Targets: ${targetNames.join(", ")}.`, 2);
  }
  await ensureInstalled(root);
  const script = path.join(root, target.script);
  if (!existsSync(script)) return fail(`This clone is incomplete: ${target.script} is missing.`);
  const cwd = target.takesPaths ? callerFolder(root) : undefined;
  return runTarget(pickNode(root), [...target.nodeFlags, script, ...target.args], cwd);
}

function fail(sentence, exitCode = 1) {
  process.stderr.write(`${sentence}\n`);
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof InstallFailure)) throw error;
  process.exitCode = fail(error.message, error.exitCode);
}

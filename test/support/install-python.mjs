import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../../.cache", import.meta.url));
const isWindows = process.platform === "win32";

/**
 * A Python of our own in `.cache/<name>`, with `packages` of PyPI in exact versions. Does nothing when `modules` can be
 * imported there. Prints its path. Needs Python 3.9 or newer with venv.
 */
export function installPython({ name, packages, modules }) {
  const venv = path.join(cache, name);
  const python = path.join(venv, isWindows ? "Scripts/python.exe" : "bin/python");
  if (!existsSync(python)) must(isWindows ? "python" : "python3", ["-m", "venv", venv]);
  if (spawnSync(python, ["-c", `import ${modules.join(", ")}`]).status !== 0) {
    must(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
  }
  console.info(python);
}

function must(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed${error ? `: ${error.message}` : ""}`);
}

/**
 * `node test/unity/install-python.mjs`: a Python of our own with others' readers of Unity's files: one of
 * .unitypackage, one of the YAML that Unity writes. Does nothing when it is there. Needs Python 3.9 or newer with venv.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const PACKAGES = ["unitypackage_extractor==1.1.0", "tarsafe==0.0.6", "unityparser==4.0.0"];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const venv = path.join(root, ".cache/unity-python");
const isWindows = process.platform === "win32";
const python = path.join(venv, isWindows ? "Scripts/python.exe" : "bin/python");

if (!existsSync(python)) must(isWindows ? "python" : "python3", ["-m", "venv", venv]);
const check = spawnSync(python, ["-c", "import unitypackage_extractor.extractor, unityparser"]);
if (check.status !== 0) {
  must(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
}
console.info(python);

function must(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed${error ? `: ${error.message}` : ""}`);
}

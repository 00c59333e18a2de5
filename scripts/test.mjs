// Runs every test from the root of the repository, on the Node that runs this script; arguments go to vitest.
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runTarget } from "./bootstrap/run.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const manifest = require.resolve("vitest/package.json");
const vitest = path.join(path.dirname(manifest), require("vitest/package.json").bin.vitest);

process.chdir(root);
// Processes that tests start by name find this Node first, not an older one of the machine.
process.env.PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`;
process.exitCode = await runTarget(process.execPath, [vitest, "run", ...process.argv.slice(2)]);

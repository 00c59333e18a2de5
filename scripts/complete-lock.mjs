// Adds to package-lock.json the optional packages of other machines that `npm install` left out, because the registry
// it asked did not have them. Without them `npm ci` refuses the lock file. Run it after every `npm install`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { missingOptionals } from "./bootstrap/missing-optionals.mjs";

const file = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingOptionals(lock.packages);
const [root, ...others] = Object.entries({ ...lock.packages, ...missing });
others.sort(([one], [other]) => (one < other ? -1 : 1));
lock.packages = Object.fromEntries([root, ...others]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(
  `package-lock.json: ${Object.keys(missing).length} optional packages of other machines added.\n`,
);

/** Reads the demo's closing JSON line on stdin and checks it against the files in the folder it wrote to. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const [out = "."] = process.argv.slice(2);
const line = readFileSync(0, "utf8").trim();
const result = JSON.parse(line);

const check = (holds, what) => {
  if (!holds) {
    console.error(`The demo's result is wrong: ${what}\n${line}`);
    process.exit(1);
  }
};

check(result.tasks === result.completed + result.failed, "tasks are not completed or failed");
check(result.completed >= result.tasks * 0.9, "fewer than nine in ten tasks completed");
check(result.meanStyleScore >= 0.85, "the mean style score is below the gate");
check(result.exports.length >= 4, "fewer than four exports");
for (const { path, bytes } of result.exports)
  check(statSync(path).size === bytes, `${path} has another size`);
for (const file of ["contact-sheet.html", "contact-sheet.png"]) {
  check(statSync(join(out, file)).size > 10_000, `${file} is missing or empty`);
}
console.log(`demo: ${result.completed} of ${result.tasks} images, mean style score ${result.meanStyleScore}`);

/** Every relative link of every Markdown file leads to a file or folder of the repository. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const pages = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).trim().split("\n");
const dead = pages.flatMap((page) =>
  [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
    .map(([, target]) => target)
    .filter((target) => !existsSync(join(dirname(page), target)))
    .map((target) => `${page}: ${target}`),
);
if (dead.length > 0) {
  console.error(`Links that lead nowhere:\n${dead.join("\n")}`);
  process.exit(1);
}
console.log(`links: ${pages.length} pages checked`);

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Most files that are tried again: with more, something is broken rather than unsteady. */
const MOST = 4;
const list = path.resolve(".cache/failed-files");

/**
 * A reporter for vitest that leaves the paths of the files to try again in `.cache/failed-files`, one a line. The file
 * is empty when nothing failed, and also when trying again would not tell: too many failures, or an error that belongs
 * to no file.
 */
export default class FailedFiles {
  onTestRunEnd(modules, unhandledErrors) {
    const failed = new Set(
      modules.filter((module) => module.state() === "failed").map((module) => module.moduleId),
    );
    for (const error of unhandledErrors) failed.add(error.VITEST_TEST_PATH);
    const worthIt = failed.size <= MOST && !failed.has(undefined);
    mkdirSync(path.dirname(list), { recursive: true });
    writeFileSync(list, worthIt ? [...failed].map((file) => `${path.relative("", file)}\n`).join("") : "");
  }
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of these programs found on the PATH, as an absolute path. */
export function programOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Says once, loudly, why a suite is skipped; for `describe.skipIf`. Where ASSETQL_REQUIRE_PROGRAMS is 1, as in
 * the gate, a missing program is a failure instead.
 */
export function skippedBecause(what: string, reason: string | undefined): boolean {
  if (reason === undefined) return false;
  if (process.env.ASSETQL_REQUIRE_PROGRAMS === "1") throw new Error(`${what} cannot run: ${reason}`);
  console.warn(`\nSKIPPED: ${what}: ${reason}\n`);
  return true;
}

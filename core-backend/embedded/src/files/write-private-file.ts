import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file that its owner alone may read. Whole or not at all: nobody reads half of it, and a process killed in
 * between leaves what was there.
 */
export function writePrivateFile(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.new`;
  // What a killed process has left keeps its mode when it is written again.
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, content, { mode: 0o600 });
  renameSync(unfinished, file);
}

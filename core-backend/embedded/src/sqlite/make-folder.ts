import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { hasCode } from "../files/paths.ts";

/** A folder cannot be made, or there is something else in its place. */
export class FolderUnusableError extends Error {
  override readonly name = "FolderUnusableError";
  readonly code = "folder-unusable";
  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    super(
      `The folder ${folder} cannot be made (${reason}). Choose another one, or change the rights of its parent.`,
      {
        cause,
      },
    );
  }
}

/** Makes a folder for its owner alone, and its parents. Throws {@link FolderUnusableError}. */
export function makeFolder(folder: string): void {
  try {
    make(folder);
  } catch (error) {
    throw new FolderUnusableError(folder, error);
  }
}

/** Step by step: Node's own recursive mkdir never returns where a file system refuses with ENOENT, as /proc does. */
function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (hasCode(error, "EEXIST") && existsSync(`${folder}/.`)) return;
    if (!hasCode(error, "ENOENT") || existsSync(dirname(folder))) throw error;
    make(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

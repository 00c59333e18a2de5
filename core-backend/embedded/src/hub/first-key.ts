import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CoreDeps, ensureHomeWorkspace, ensureOperatorKey } from "@assetql/core";

export interface AdminKey {
  readonly secret: string;
  /** The file it is kept in, readable by its owner alone. */
  readonly path: string;
  /** False when an earlier start made it. */
  readonly created: boolean;
}

export const adminKeyPath = (dataFolder: string): string => join(dataFolder, "secrets", "admin-api-key");

/**
 * The home workspace and its first admin key, which is the operator's: made once, and kept in a file of mode 0600. A
 * key that was revoked or has expired is replaced.
 */
export async function firstAdminKey(deps: CoreDeps, dataFolder: string): Promise<AdminKey> {
  const path = adminKeyPath(dataFolder);
  await ensureHomeWorkspace(deps);
  const { secret, created } = await ensureOperatorKey(deps, readKept(path));
  if (created) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Whole or not at all: a process killed in between must not leave half a key.
    writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return { secret, path, created };
}

function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apiKeyIdOfSecret, type CoreDeps, ensureHomeWorkspace, ensureOperatorKey } from "@assetql/core";
import { writePrivateFile } from "../files/write-private-file.ts";

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
  await ensureHomeWorkspace(deps);
  const { secret, created } = await ensureOperatorKey(deps, keptAdminKey(dataFolder));
  if (created) keepAdminKey(dataFolder, secret);
  return { secret, path: adminKeyPath(dataFolder), created };
}

/** The id of the key that is kept in a data folder; `undefined` when there is none. */
export function keptAdminKeyId(dataFolder: string): string | undefined {
  const secret = keptAdminKey(dataFolder);
  return secret === undefined ? undefined : apiKeyIdOfSecret(secret);
}

/** Keeps a key's secret in a data folder, in the place of the one before. */
export const keepAdminKey = (dataFolder: string, secret: string): void =>
  writePrivateFile(adminKeyPath(dataFolder), `${secret}\n`);

/** The secret that is kept in a data folder now; `undefined` when there is none. */
export function keptAdminKey(dataFolder: string): string | undefined {
  try {
    return readFileSync(adminKeyPath(dataFolder), "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

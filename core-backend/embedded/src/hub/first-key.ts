import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspaceIdSchema } from "@assetql/contract";
import { authenticate, type CoreDeps, createApiKey } from "@assetql/core";

/** The workspace that a new hub starts with. */
const HOME_WORKSPACE = workspaceIdSchema.parse("ws_home");

export interface AdminKey {
  readonly secret: string;
  /** The file it is kept in, readable by its owner alone. */
  readonly path: string;
  /** False when an earlier start made it. */
  readonly created: boolean;
}

export const adminKeyPath = (dataFolder: string): string => join(dataFolder, "secrets", "admin-api-key");

/** The first admin key: made once, and kept in a file of mode 0600. A key that was revoked is replaced. */
export async function firstAdminKey(
  deps: Pick<CoreDeps, "store" | "clock">,
  dataFolder: string,
): Promise<AdminKey> {
  const path = adminKeyPath(dataFolder);
  const kept = readKept(path);
  if (kept !== undefined && (await authenticate(deps, kept)) !== undefined) {
    return { secret: kept, path, created: false };
  }
  const { secret } = await createApiKey(
    deps,
    { workspaceId: HOME_WORKSPACE },
    { name: "First admin key", role: "admin" },
  );
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Whole or not at all: a process killed in between must not leave half a key.
  writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return { secret, path, created: true };
}

function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

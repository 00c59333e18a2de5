import { chmod, mkdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

const OTHERS = 0o077;

/** Where bridges and editors find each other: ASSETQL_BRIDGE_FOLDER, else `~/.assetql/bridge`. */
export function bridgeFolder(environment: Readonly<Record<string, string | undefined>>): string {
  return environment.ASSETQL_BRIDGE_FOLDER || join(homedir(), ".assetql", "bridge");
}

/** Nothing can be kept there. */
export class BridgeFolderError extends Error {
  override readonly name = "BridgeFolderError";
}

/**
 * Makes the folder, which from then on is its user's alone: what is in it opens every project to whoever reads it.
 * Throws a BridgeFolderError.
 */
export async function openBridgeFolder(folder: string): Promise<void> {
  try {
    await makePrivate(folder);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const what = `The bridge's folder ${folder} cannot be used (${why}).`;
    throw new BridgeFolderError(`${what} ASSETQL_BRIDGE_FOLDER names another one.`, { cause });
  }
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Windows keeps no such modes; a profile's folders are its user's there.
  if (process.platform === "win32") return;
  const { mode } = await stat(folder);
  if ((mode & OTHERS) !== 0) await chmod(folder, 0o700);
}

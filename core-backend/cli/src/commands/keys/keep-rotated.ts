import { adminKeyPath, keepAdminKey, keptAdminKeyId } from "@assetql/embedded";
import { connect } from "../../connection.ts";
import type { Session } from "../../session.ts";

interface Rotated {
  /** Id of the key that was rotated. */
  readonly from: string;
  /** Of the key in its place. */
  readonly secret: string;
}

/**
 * Puts the secret of a rotated key where the data folder keeps its own, if that is the one that was rotated, and tells
 * so in a sentence. Never throws: whatever becomes of the file, the secret has to be shown.
 */
export async function keepRotated(
  { dataFolder, signal }: Pick<Session, "dataFolder" | "signal">,
  { from, secret }: Rotated,
): Promise<string | undefined> {
  const file = adminKeyPath(dataFolder);
  try {
    if (keptAdminKeyId(dataFolder) !== from) return undefined;
    // A hub elsewhere, restored from a backup of this one, has a key of the same id.
    const local = await connect({ url: undefined, apiKey: secret, dataFolder }, signal);
    await local.workspaces.me();
  } catch {
    return undefined;
  }
  try {
    keepAdminKey(dataFolder, secret);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `It is the data folder's key, but ${file} could not be written (${reason}). Put the new secret there.`;
  }
  return `It is the data folder's key: ${file} has the new secret. A sync service that runs beside the hub goes on with the old one until the hub is started again.`;
}

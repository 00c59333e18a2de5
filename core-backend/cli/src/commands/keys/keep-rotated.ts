import { ApiProblemError } from "@assetql/client";
import { adminKeyPath, keepAdminKey, keptAdminKeyId } from "@assetql/embedded";
import { connect } from "../../connection.ts";
import type { Session } from "../../session.ts";

interface Rotated {
  /** Id of the key that was rotated. */
  readonly from: string;
  /** Of the key in its place. */
  readonly secret: string;
}

type Where = Pick<Session, "dataFolder" | "signal">;

const CHECK_MS = 10_000;

/**
 * Puts the secret of a rotated key where the data folder keeps its own, if that is the one that was rotated, and tells
 * so in a sentence. Never throws: the key is rotated, whatever becomes of the file.
 */
export async function keepRotated(where: Where, rotated: Rotated): Promise<string | undefined> {
  const { dataFolder } = where;
  if (keptAdminKeyId(dataFolder) !== rotated.from) return undefined;
  const file = adminKeyPath(dataFolder);
  try {
    if (!(await isOwn(where, rotated))) return undefined;
  } catch (error) {
    return `If it is the data folder's key, put the new secret in ${file}. That could not be checked: ${wordsOf(error)}`;
  }
  try {
    keepAdminKey(dataFolder, rotated.secret);
  } catch (error) {
    return `It is the data folder's key, but ${file} could not be written (${wordsOf(error)}). Put the new secret there.`;
  }
  return `It is the data folder's key: ${file} has the new secret, which the sync service of \`assetql start\` goes on with.`;
}

/** A hub elsewhere, restored from a backup of this one, has a key of the same id: the hub of the folder is asked. */
async function isOwn({ dataFolder, signal }: Where, { secret }: Rotated): Promise<boolean> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(CHECK_MS)]);
  const local = await connect({ url: undefined, apiKey: secret, dataFolder }, soon);
  try {
    await local.workspaces.me();
    return true;
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "unauthenticated") return false;
    throw error;
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

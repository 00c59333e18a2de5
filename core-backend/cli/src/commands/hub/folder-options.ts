import { stat } from "node:fs/promises";
import { delimiter } from "node:path";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { Session } from "../../session.ts";

/** Paths have spaces and commas; in one text they are separated as in `PATH`. */
export const foldersTextSchema = z
  .string()
  .transform((text) => text.split(delimiter).filter((folder) => folder !== ""));

/** The folders that targets may lie in, whole paths. Throws a usage error for what is none: no target could use it. */
export async function allowedFolders(
  { resolve, environment }: Pick<Session, "resolve" | "environment">,
  given: readonly string[] | undefined,
): Promise<readonly string[]> {
  const source = given === undefined ? "ASSETQL_ALLOWED_FOLDERS" : "--allow-folder";
  const folders = (given ?? environment.allowedFolders ?? []).map(resolve);
  for (const folder of folders) {
    const reason = await reasonAgainst(folder);
    if (reason !== undefined)
      throw wrongInput(`${source} names ${folder}, ${reason}. Make that folder, or name another.`);
  }
  return folders;
}

async function reasonAgainst(folder: string): Promise<string | undefined> {
  try {
    return (await stat(folder)).isDirectory() ? undefined : "which is no folder";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOENT" ? "which does not exist" : "which cannot be looked into";
  }
}

import { readFile } from "node:fs/promises";
import path from "node:path";
import { wrongInput } from "./errors.ts";
import type { Session } from "./session.ts";

/** A file that the user named, read whole. Throws a usage error that says what is wrong with it. */
export async function readInputFile(session: Pick<Session, "resolve">, file: string): Promise<NamedFile> {
  const absolute = session.resolve(file);
  try {
    return { name: path.basename(file), bytes: await readFile(absolute) };
  } catch (error) {
    throw wrongInput(`Cannot read ${absolute}: ${reasonOf(error)}`);
  }
}

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file.";
  if (code === "EISDIR") return "it is a folder.";
  if (code === "EACCES" || code === "EPERM") return "you may not read it.";
  return error instanceof Error ? error.message : String(error);
}

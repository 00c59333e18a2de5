import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ConnectorError, type Context } from "@assetql/connector-sdk";

/** Everything that touches the disk goes through here: paced like any other platform, its errors in words. */
export type Disk = <T>(run: () => Promise<T>) => Promise<T>;

export const diskOf =
  ({ paced }: Pick<Context<unknown, unknown>, "paced">): Disk =>
  (run) =>
    paced(() => run().catch(inWords));

function inWords(error: unknown): never {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    throw new ConnectorError("storage-full", "The disk is full. Make room, then apply again.", {
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    const detail = "The folder may not be written to. Give the connector's host the right to.";
    throw new ConnectorError("permission-denied", detail, { cause: error });
  }
  throw error;
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** For files that need not be there. */
export async function orNothing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Whoever reads the file sees the old or the new one, never half of it. A draft that a crash left is overwritten. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.tmp`);
  await writeFile(draft, content);
  await rename(draft, path);
}

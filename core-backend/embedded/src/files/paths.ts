import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { assertBlobKey } from "@assetql/core/ports";

/** True for the errors that say: there is no such file. A folder in its place counts as none. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, "ENOENT", "ENOTDIR", "EISDIR");
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.some((code) => code === error.code);
}

/** The keys under `folder` that start with `prefix` and come after `after`, in byte order, read as they are asked for. */
export async function* walkKeys(folder: string, prefix: string, after: string): AsyncGenerator<string> {
  const slash = prefix.lastIndexOf("/");
  yield* walkFolder(folder, prefix.slice(0, slash + 1), { prefix, after });
}

interface Bounds {
  readonly prefix: string;
  readonly after: string;
}

async function* walkFolder(root: string, parent: string, bounds: Bounds): AsyncGenerator<string> {
  // With the slash at their end, folders sort where their keys belong: "a-b" < "a/b" < "a0".
  const names = (await readFolder(join(root, parent))).sort(compareAscii);
  for (const name of names) {
    const path = parent + name;
    const isFolder = path.endsWith("/");
    if (!path.startsWith(bounds.prefix) && !(isFolder && bounds.prefix.startsWith(path))) continue;
    const mayHoldLater = isFolder && bounds.after.startsWith(path);
    if (path <= bounds.after && !mayHoldLater) continue;
    if (isFolder) yield* walkFolder(root, path, bounds);
    else yield path;
  }
}

/** Names that are segments of keys, those of folders with a slash: what else lies there is none of ours. */
async function readFolder(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter(({ name }) => isBlobKey(name))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isBlobKey(text: string): boolean {
  try {
    assertBlobKey(text);
    return true;
  } catch {
    return false;
  }
}

// Keys are ASCII, where UTF-16 units and bytes have one order.
function compareAscii(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

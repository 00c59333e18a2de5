import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { ConnectorError } from "@assetql/connector-sdk";
import { orNothing } from "./disk.ts";
import type { Config, FolderOptions } from "./settings.ts";

/** What belongs to us alone: where which image is, and what undo needs. */
export const OURS = ".assetql";

/** One name within a folder: letters, digits and a few signs, and not hidden. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]{0,150}$/u;

export const isName = (name: string): boolean =>
  NAME.test(name) && !name.endsWith(".") && !name.endsWith(" ");

/**
 * The target's folder with every link in its path followed. Throws a ConnectorError if it does not lie within the
 * folders that are allowed or, only then, if it is not there.
 */
export async function openRoot({ folder }: Config, { allowedFolders }: FolderOptions): Promise<string> {
  const root = await orNothing(realpath(folder));
  if (!(await isAllowed(root ?? (await placeOf(resolve(folder))), allowedFolders))) {
    throw invalid(
      `The folder ${folder} is not one of those that are allowed. Whoever runs the hub can allow it with --allow-folder.`,
    );
  }
  if (root !== undefined) return root;
  throw new ConnectorError("target-not-found", `There is no folder ${folder}. Make it first.`);
}

async function isAllowed(path: string, allowedFolders: readonly string[]): Promise<boolean> {
  for (const allowed of allowedFolders) {
    const real = await orNothing(realpath(allowed));
    if (real !== undefined && isWithin(path, real)) return true;
  }
  return false;
}

/** Where a folder is, or would be once it is made. */
async function placeOf(folder: string): Promise<string> {
  const parent = dirname(folder);
  const real = parent === folder ? folder : await orNothing(realpath(folder));
  return real ?? join(await placeOf(parent), basename(folder));
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/**
 * A path within the root, given as `shoes/red.png`. Throws a ConnectorError for anything that would climb out of it,
 * by its name or by a link.
 */
export async function pathWithin(root: string, relative: string): Promise<string> {
  const names = relative.split("/");
  if (!names.every(isName))
    throw invalid(`${relative.slice(0, 200)} is no name of a file that this connector uses.`);
  const folder = join(root, ...names.slice(0, -1));
  const real = await orNothing(realpath(folder));
  if (real !== undefined && !isWithin(real, root)) throw invalid(`${relative} leads out of the folder.`);
  return join(root, ...names);
}

const invalid = (detail: string): ConnectorError => new ConnectorError("config-invalid", detail);

import { realpath } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
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
 * The target's folder with every link in its path followed. Throws a ConnectorError if it is not there or does not lie
 * within the folders that are allowed.
 */
export async function openRoot({ folder }: Config, { allowedFolders }: FolderOptions): Promise<string> {
  if (!isAbsolute(folder))
    throw invalid(`The setting "folder" has to begin at the top, as in /srv/shop/images.`);
  const root = await orNothing(realpath(folder));
  if (root === undefined)
    throw new ConnectorError("target-not-found", `There is no folder ${folder}. Make it first.`);
  for (const allowed of allowedFolders) {
    const real = await orNothing(realpath(allowed));
    if (real !== undefined && isWithin(root, real)) return root;
  }
  throw invalid(
    `The folder ${folder} is not one of those that are allowed. Whoever runs the hub can allow it with --allow-folder.`,
  );
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

import { stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Observed, Reference } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import { type Disk, orNothing } from "./disk.ts";
import { folderOf } from "./items.ts";
import { readNote } from "./note.ts";
import { isName, pathWithin } from "./root.ts";
import {
  fileSha256,
  imageValue,
  newSidecar,
  readSidecar,
  type Sidecar,
  UnreadableSidecar,
} from "./sidecar.ts";

/** What is in the folder of each of them, by external id. */
export async function observeAll(
  disk: Disk,
  root: string,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, Observed>> {
  const found = new Map<string, Observed>();
  for (const reference of references) {
    const observed = await disk(() => observeOne(root, reference));
    if (observed !== undefined) found.set(reference.externalId, observed);
  }
  return found;
}

async function observeOne(
  root: string,
  { externalId, remoteId, itemId }: Reference,
): Promise<Observed | undefined> {
  const image = remoteId ?? (await readNote(root, externalId))?.image;
  const there = image === undefined ? undefined : await observeImage(root, image, externalId);
  if (there !== undefined) return there;
  const folder = await folderOf(root, itemId);
  if (
    folder === "" ||
    (isName(folder) && (await orNothing(stat(await pathWithin(root, folder)))) !== undefined)
  ) {
    return undefined;
  }
  return { remoteId: null, remoteUrl: null, fields: {}, missing: `The folder ${folder} is no longer there.` };
}

/**
 * The sidecar of an image that is ours. If somebody has deleted it, the image is ours as long as it is the file that we
 * have noted; then it is one in which nothing is written. Throws an UnreadableSidecar.
 */
export async function readOurs(
  root: string,
  image: string,
  externalId: string,
): Promise<Sidecar | undefined> {
  const path = await pathWithin(root, image);
  const sidecar = await readSidecar(path);
  if (sidecar !== undefined) return sidecar.assetql.externalId === externalId ? sidecar : undefined;
  const note = await readNote(root, externalId);
  if (note?.image !== image || note.written.fileSha256 === null) return undefined;
  const isAsWritten = (await fileSha256(path)) === note.written.fileSha256;
  return isAsWritten ? newSidecar(externalId, note.written) : undefined;
}

/** Without its image, it is gone. */
async function observeImage(root: string, image: string, externalId: string): Promise<Observed | undefined> {
  const path = await pathWithin(root, image);
  const hash = await fileSha256(path);
  if (hash === undefined) return undefined;
  const seen = { remoteId: image, remoteUrl: pathToFileURL(path).href };
  try {
    const sidecar = await readOurs(root, image, externalId);
    return sidecar && { ...seen, fields: { ...textsOf(sidecar), image: imageValue(sidecar, hash) } };
  } catch (error) {
    if (!(error instanceof UnreadableSidecar)) throw error;
    // As if somebody had changed everything, so that nothing is written over it or removed with it.
    return { ...seen, fields: unreadable, missing: error.message };
  }
}

const textsOf = ({ title, altText, tags, category, styleScore, provenance }: Sidecar): Snapshot => ({
  title,
  altText,
  tags,
  category,
  styleScore,
  provenance,
});

const unreadable: Snapshot = Object.fromEntries(
  ["image", ...Object.keys(textsOf(newSidecar("")))].map((name) => [name, "unreadable"]),
);

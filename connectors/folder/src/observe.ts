import { readFile, stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Observed, Reference } from "@assetql/connector-sdk";
import { z } from "zod";
import { type Disk, orNothing } from "./disk.ts";
import { folderOf } from "./items.ts";
import { isName, pathWithin } from "./root.ts";
import { fileSha256, imageValue, pointerPath, readSidecar } from "./sidecar.ts";

const pointerSchema = z.object({ image: z.string() });

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
  const image = remoteId ?? (await pointedAt(root, externalId));
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

/** The image that is noted for an external id, as in `shoes/red.png`. */
export async function pointedAt(root: string, externalId: string): Promise<string | undefined> {
  const text = await orNothing(readFile(pointerPath(root, externalId), "utf8"));
  return text === undefined ? undefined : pointerSchema.parse(JSON.parse(text)).image;
}

/** Without its image or without its sidecar, it is gone. */
async function observeImage(root: string, image: string, externalId: string): Promise<Observed | undefined> {
  const path = await pathWithin(root, image);
  const sidecar = await readSidecar(path);
  const hash = await fileSha256(path);
  if (sidecar?.assetql.externalId !== externalId || hash === undefined) return undefined;
  const { title, altText, tags, category, styleScore, provenance } = sidecar;
  return {
    remoteId: image,
    remoteUrl: pathToFileURL(path).href,
    fields: { image: imageValue(sidecar, hash), title, altText, tags, category, styleScore, provenance },
  };
}

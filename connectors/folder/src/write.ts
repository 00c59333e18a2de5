import { rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Applied,
  baseNameOf,
  type ChangeContext,
  type ChangeToApply,
  type ChangeToRevert,
  ConnectorError,
} from "@assetql/connector-sdk";
import type { DownloadFormat, PublishableAsset } from "@assetql/contract";
import { codeOf, diskOf, orNothing, writeWhole } from "./disk.ts";
import { folderOf } from "./items.ts";
import { keepForUndo, restore } from "./kept.ts";
import { notePath, readNote, writeNote } from "./note.ts";
import { readOurs } from "./observe.ts";
import { pathWithin } from "./root.ts";
import type { Config } from "./settings.ts";
import {
  newSidecar,
  readSidecar,
  sha256,
  sidecarPath,
  type Written,
  withFields,
  writeSidecar,
} from "./sidecar.ts";

type Folder = ChangeContext<Config, null>;

const EXTENSIONS: Readonly<Record<DownloadFormat, string>> = { png: ".png", jpeg: ".jpg", webp: ".webp" };

/** Puts an image and its sidecar where they belong. Every step can be done twice with the same result. */
export async function applyChange(context: Folder, root: string, change: ChangeToApply): Promise<Applied> {
  const disk = diskOf(context);
  const { asset, fields, before } = change;
  if (asset === null) throw new ConnectorError("image-missing", "The image is no longer in AssetQL.");
  const image =
    before.remoteId ?? (await context.step("claim", () => claim(context, root, { change, asset })));
  const path = await pathWithin(root, image);
  let written: Written | undefined;
  if (typeof fields.image === "string") {
    await keepForUndo(context, root, { path, value: before.fields.image ?? null });
    const value = fields.image;
    written = await context.step("image", async () => {
      const { bytes } = await context.image(imageQuery(path, context.config));
      await disk(() => writeWhole(path, bytes));
      return { image: value, fileSha256: sha256(bytes) };
    });
  }
  await context.step("details", () => disk(() => writeDetails(root, { ...change, image, written })));
  return { remoteId: image, remoteUrl: pathToFileURL(path).href, after: { ...before.fields, ...fields } };
}

/** An image that is there keeps its format, whatever the setting says by now. */
function imageQuery(path: string, { format, width }: Config) {
  const [known] = Object.entries(EXTENSIONS).find(([, extension]) => extension === extname(path)) ?? [format];
  const is = known === "jpeg" || known === "webp" || known === "png" ? known : format;
  return { format: is, ...(width === undefined ? {} : { width }) };
}

const NOTHING: Written = { image: null, fileSha256: null };

interface Claim {
  readonly change: ChangeToApply;
  readonly asset: PublishableAsset;
}

/** Finds a name that nobody uses, makes it ours, and notes it under the external id. */
async function claim(context: Folder, root: string, { change, asset }: Claim): Promise<string> {
  const disk = diskOf(context);
  const { externalId, itemId } = change;
  const noted = (await disk(() => readNote(root, externalId)))?.image;
  if (noted !== undefined && (await disk(() => readOurs(root, noted, externalId)))) return noted;
  const folder = await disk(() => folderOf(root, itemId));
  const base = baseNameOf(asset);
  // The second is as good as unique, and the same each time.
  for (const name of [base, `${base}-${externalId.slice(-8)}`]) {
    const image = `${folder === "" ? "" : `${folder}/`}${name}${EXTENSIONS[context.config.format]}`;
    const isFree = await disk(() => take(root, image, externalId));
    if (!isFree) continue;
    await disk(() => writeNote(root, externalId, { image, itemId, written: NOTHING }));
    return image;
  }
  throw new ConnectorError("refused", `There are other files with the name ${base} already.`);
}

/** Takes a name by making its sidecar, which only one can do. False: it is somebody else's. */
async function take(root: string, image: string, externalId: string): Promise<boolean> {
  const path = await pathWithin(root, image);
  if ((await orNothing(stat(dirname(path)))) === undefined) {
    throw new ConnectorError("item-deleted", `The folder of ${image} is no longer there.`);
  }
  if (await readOurs(root, image, externalId)) return true;
  if ((await orNothing(stat(path))) !== undefined) return false;
  const sidecar = JSON.stringify({ assetql: { externalId, ...NOTHING } });
  try {
    await writeFile(sidecarPath(path), sidecar, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

interface Details extends Pick<ChangeToApply, "externalId" | "itemId" | "fields"> {
  readonly image: string;
  /** Undefined: the file stays as it is. */
  readonly written: Written | undefined;
}

/** Writes the sidecar, anew if somebody has deleted it, and notes the same where nobody deletes it. */
async function writeDetails(root: string, details: Details): Promise<null> {
  const { externalId, itemId, fields, image, written } = details;
  const now = (await readOurs(root, image, externalId)) ?? newSidecar(externalId);
  const sidecar = withFields(now, fields, written ?? {});
  await writeSidecar(await pathWithin(root, image), sidecar);
  const { image: value, fileSha256 } = sidecar.assetql;
  await writeNote(root, externalId, { image, itemId, written: { image: value, fileSha256 } });
  return null;
}

/** Removes an image and its sidecar; undo finds the image where it was kept. */
export async function deleteImage(context: Folder, root: string, change: ChangeToApply): Promise<Applied> {
  const { before, externalId } = change;
  if (before.remoteId !== null) {
    const path = await pathWithin(root, before.remoteId);
    // What somebody has written there and nobody can read could not be brought back.
    await diskOf(context)(() => readSidecar(path));
    await keepForUndo(context, root, { path, value: before.fields.image ?? null });
    await remove(context, root, { path, externalId });
  }
  return { remoteId: null, remoteUrl: null, after: {} };
}

interface Place {
  readonly path: string;
  readonly externalId: string;
}

async function remove(context: Folder, root: string, { path, externalId }: Place): Promise<void> {
  const disk = diskOf(context);
  for (const file of [path, sidecarPath(path), notePath(root, externalId)]) {
    await context.step(`remove ${file.slice(root.length).slice(-100)}`, () => disk(() => removeFile(file)));
  }
}

async function removeFile(path: string): Promise<null> {
  await rm(path, { force: true });
  return null;
}

/** Back to what was there before: the kept image, and the fields as they were. */
export async function revertChange(context: Folder, root: string, change: ChangeToRevert): Promise<void> {
  const { externalId, fields, remoteId } = change;
  const image = change.now.remoteId ?? remoteId;
  if (image === null) throw new ConnectorError("remote-deleted", "It is not known where the image was.");
  const path = await pathWithin(root, image);
  if (change.remove) return remove(context, root, { path, externalId });
  const disk = diskOf(context);
  const value = fields.image;
  let written: Written | undefined;
  if (typeof value === "string") {
    written = await context.step("image", () => disk(() => restore(root, path, value)));
  }
  await context.step("details", () => disk(() => writeDetails(root, { ...change, image, written })));
}

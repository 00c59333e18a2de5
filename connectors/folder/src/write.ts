import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
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
import type { DownloadFormat, Json, PublishableAsset, Snapshot } from "@assetql/contract";
import { codeOf, diskOf, orNothing, writeWhole } from "./disk.ts";
import { folderOf } from "./items.ts";
import { pointedAt } from "./observe.ts";
import { pathWithin } from "./root.ts";
import type { Config } from "./settings.ts";
import {
  keptPath,
  pointerPath,
  readSidecar,
  type Sidecar,
  sha256,
  sidecarPath,
  withFields,
  writeSidecar,
} from "./sidecar.ts";

type Folder = ChangeContext<Config, null>;

const EXTENSIONS: Readonly<Record<DownloadFormat, string>> = { png: ".png", jpeg: ".jpg", webp: ".webp" };

/** Puts an image and its sidecar where they belong. Every step can be done twice with the same result. */
export async function applyChange(context: Folder, root: string, change: ChangeToApply): Promise<Applied> {
  const disk = diskOf(context);
  const { asset, fields, before, externalId } = change;
  if (asset === null) throw new ConnectorError("image-missing", "The image is no longer in AssetQL.");
  const image =
    before.remoteId ?? (await context.step("claim", () => claim(context, root, { change, asset })));
  const path = await pathWithin(root, image);
  let file: { image: string; fileSha256: string } | undefined;
  if (typeof fields.image === "string") {
    await keepForUndo(context, root, { path, value: before.fields.image ?? null });
    const value = fields.image;
    file = await context.step("image", async () => {
      const { bytes } = await context.image(imageQuery(path, context.config));
      await disk(() => writeWhole(path, bytes));
      return { image: value, fileSha256: sha256(bytes) };
    });
  }
  await context.step("details", () => disk(() => writeDetails(path, { externalId, fields, file })));
  return { remoteId: image, remoteUrl: pathToFileURL(path).href, after: { ...before.fields, ...fields } };
}

/** An image that is there keeps its format, whatever the setting says by now. */
function imageQuery(path: string, { format, width }: Config) {
  const [known] = Object.entries(EXTENSIONS).find(([, extension]) => extension === extname(path)) ?? [format];
  const is = known === "jpeg" || known === "webp" || known === "png" ? known : format;
  return { format: is, ...(width === undefined ? {} : { width }) };
}

interface Claim {
  readonly change: ChangeToApply;
  readonly asset: PublishableAsset;
}

/** Finds a name that nobody uses, makes it ours, and notes it under the external id. */
async function claim(context: Folder, root: string, { change, asset }: Claim): Promise<string> {
  const disk = diskOf(context);
  const { externalId, itemId } = change;
  const noted = await disk(() => pointedAt(root, externalId));
  if (noted !== undefined && (await disk(() => isOurs(root, noted, externalId)))) return noted;
  const folder = await disk(() => folderOf(root, itemId));
  const base = baseNameOf(asset);
  // The second is as good as unique, and the same each time.
  for (const name of [base, `${base}-${externalId.slice(-8)}`]) {
    const image = `${folder === "" ? "" : `${folder}/`}${name}${EXTENSIONS[context.config.format]}`;
    const isFree = await disk(() => take(root, image, externalId));
    if (!isFree) continue;
    await disk(() => writeWhole(pointerPath(root, externalId), JSON.stringify({ image })));
    return image;
  }
  throw new ConnectorError("refused", `There are other files with the name ${base} already.`);
}

async function isOurs(root: string, image: string, externalId: string): Promise<boolean> {
  const sidecar = await readSidecar(await pathWithin(root, image));
  return sidecar?.assetql.externalId === externalId;
}

/** Takes a name by making its sidecar, which only one can do. False: it is somebody else's. */
async function take(root: string, image: string, externalId: string): Promise<boolean> {
  const path = await pathWithin(root, image);
  if ((await orNothing(stat(dirname(path)))) === undefined) {
    throw new ConnectorError("item-deleted", `The folder of ${image} is no longer there.`);
  }
  if (await isOurs(root, image, externalId)) return true;
  if ((await orNothing(stat(path))) !== undefined) return false;
  const sidecar = JSON.stringify({ assetql: { externalId, image: null, fileSha256: null } });
  try {
    await writeFile(sidecarPath(path), sidecar, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

interface Kept {
  readonly path: string;
  /** Of the field `image` of what is there now. */
  readonly value: Json;
}

/** Before an image is replaced or removed. A kept one is never replaced: by then, the file may be the new one. */
async function keepForUndo(context: Folder, root: string, { path, value }: Kept): Promise<void> {
  if (typeof value !== "string") return;
  const disk = diskOf(context);
  const kept = keptPath(root, value, extname(path));
  await context.step("keep", async () => {
    if ((await disk(() => orNothing(stat(kept)))) === undefined) {
      await disk(async () => {
        await mkdir(dirname(kept), { recursive: true });
        await copyFile(path, `${kept}.tmp`);
        await rename(`${kept}.tmp`, kept);
      });
    }
    return null;
  });
}

interface Details {
  readonly externalId: string;
  readonly fields: Snapshot;
  readonly file: Pick<Sidecar["assetql"], "image" | "fileSha256"> | undefined;
}

async function writeDetails(path: string, { externalId, fields, file }: Details): Promise<null> {
  const none = { title: null, altText: null, tags: null, category: null, styleScore: null, provenance: null };
  const now = (await readSidecar(path)) ?? {
    ...none,
    assetql: { externalId, image: null, fileSha256: null },
  };
  await writeSidecar(path, withFields(now, fields, file ?? {}));
  return null;
}

/** Removes an image and its sidecar; undo finds the image where it was kept. */
export async function deleteImage(context: Folder, root: string, change: ChangeToApply): Promise<Applied> {
  const { before, externalId } = change;
  if (before.remoteId !== null) {
    const path = await pathWithin(root, before.remoteId);
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
  for (const file of [path, sidecarPath(path), pointerPath(root, externalId)]) {
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
  let file: Details["file"];
  if (typeof value === "string") {
    file = await context.step("image", () => disk(() => restore(root, path, value)));
  }
  await context.step("details", () => disk(() => writeDetails(path, { externalId, fields, file })));
  await context.step("note", () => disk(() => note(root, { path, externalId, image })));
}

async function note(root: string, { externalId, image }: Place & { readonly image: string }): Promise<null> {
  await writeWhole(pointerPath(root, externalId), JSON.stringify({ image }));
  return null;
}

async function restore(root: string, path: string, value: string) {
  const bytes = await orNothing(readFile(keptPath(root, value, extname(path))));
  if (bytes === undefined) {
    throw new ConnectorError(
      "image-missing",
      "The image from before is no longer kept, so it cannot be restored.",
    );
  }
  await writeWhole(path, bytes);
  return { image: value, fileSha256: sha256(bytes) };
}

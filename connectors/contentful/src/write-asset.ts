import { isDeepStrictEqual } from "node:util";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import type { AssetProps } from "contentful-management";
import {
  assetSnapshot,
  CONTENT_FIELDS,
  type FileFields,
  filesFrom,
  filesOf,
  hasValues,
  statusOf,
  withFields,
} from "./asset-fields.ts";
import { storeOf } from "./entity-store.ts";
import { hasCode } from "./problems.ts";
import { checkUnused } from "./references.ts";
import type { ChangeSession } from "./session.ts";

export interface AssetWrite {
  readonly assetId: string;
  readonly title: string;
  /** What to write; fields that are not the asset's own are passed over. */
  readonly fields: Snapshot;
  /** What was there when the change was decided; null for an asset that was not there. */
  readonly before: Snapshot | null;
  /** New files for the locales that are ours to write. */
  readonly files: FileFields | undefined;
}

export interface WrittenAsset {
  readonly asset: AssetProps;
  /** False when it was there already: an editor may have added to it since. */
  readonly isFresh: boolean;
}

/**
 * Writes title, description, files, tags and concepts with one request, on the version that was looked at. Does
 * nothing when they are there already, as after an answer that was lost.
 * Throws `changed-meanwhile` when an editor was faster, `remote-deleted`, `refused`.
 */
export async function writeAsset(session: ChangeSession, write: AssetWrite): Promise<WrittenAsset> {
  return write.before === null ? createAsset(session, write) : updateAsset(session, write, write.before);
}

/**
 * Makes it as it was before the write; `written` is what that write has answered. False when it stays, because an
 * editor has done anything to the asset since. Throws when one is faster, `refused` when an entry shows it by now.
 */
export async function takeBack(
  session: ChangeSession,
  write: AssetWrite,
  written: AssetProps,
): Promise<boolean> {
  const { client, facts } = session;
  const { assetId, title, before } = write;
  // Before the last look at the asset: a deletion names no version, so that little time may pass in between.
  if (before === null) await checkUnused(session, { assetId, title, unlinked: null });
  const asset = await client.asset.get({ assetId });
  if (!isSameBesidesFiles(asset, written, facts.locales) || !hasFiles(write, asset)) return false;
  const assets = storeOf(session, "asset");
  if (before === null) {
    await assets.remove(assetId);
    return true;
  }
  const fields = Object.fromEntries(Object.keys(write.fields).map((name) => [name, before[name] ?? null]));
  const content = withFields(asset, { fields, files: filesFrom(before.image) }, session);
  const { sys } = await client.asset.update({ assetId }, { ...asset, ...content });
  // It is public as it is: nothing but the draft goes.
  if (before.status === "published") await assets.publish(assetId, sys.version);
  return true;
}

/** In all that people see of it, in every locale; the files of `locales` are left out, as they change by themselves. */
function isSameBesidesFiles(one: AssetProps, other: AssetProps, locales: readonly string[]): boolean {
  const seenOf = (asset: AssetProps) => ({
    ...asset.fields,
    file: Object.entries(filesOf(asset)).filter(([locale]) => !locales.includes(locale)),
    metadata: asset.metadata,
    published: asset.sys.publishedVersion,
    archived: asset.sys.archivedVersion,
  });
  return isDeepStrictEqual(seenOf(one), seenOf(other));
}

/** Whether the write has happened: the version then, nothing otherwise. */
export async function findAssetWrite(session: ChangeSession, write: AssetWrite): Promise<number | undefined> {
  const asset = await findAsset(session, write);
  return asset !== undefined && isWritten(session, write, asset) ? asset.sys.version : undefined;
}

async function findAsset(
  { client }: ChangeSession,
  { assetId }: AssetWrite,
): Promise<AssetProps | undefined> {
  const [asset] = (await client.asset.getMany({ query: { "sys.id": assetId, limit: 1 } })).items;
  return asset;
}

async function createAsset(session: ChangeSession, write: AssetWrite): Promise<WrittenAsset> {
  const { client } = session;
  const empty = { fields: { title: {}, description: {}, file: {} } };
  const content = withFields(empty, { fields: write.fields, files: write.files }, session);
  try {
    const asset = await client.asset.createWithId({ assetId: write.assetId }, content);
    return { asset, isFresh: true };
  } catch (error) {
    if (!hasCode(error, "version-conflict")) throw error;
    const there = await findAsset(session, write);
    if (there !== undefined && isWritten(session, write, there)) return { asset: there, isFresh: false };
    throw new ConnectorError("changed-meanwhile", `Somebody made the asset of “${write.title}” meanwhile.`);
  }
}

async function updateAsset(
  session: ChangeSession,
  write: AssetWrite,
  before: Snapshot,
): Promise<WrittenAsset> {
  const { client } = session;
  const asset = await client.asset.get({ assetId: write.assetId });
  if (isWritten(session, write, asset)) return { asset, isFresh: false };
  if (statusOf(asset) === "archived") {
    throw new ConnectorError(
      "refused",
      `“${write.title}” is archived in Contentful. Unarchive it there first.`,
    );
  }
  checkUnchanged(session, asset, { ...write, before });
  const content = withFields(asset, { fields: write.fields, files: write.files }, session);
  const updated = await client.asset.update({ assetId: write.assetId }, { ...asset, ...content });
  return { asset: updated, isFresh: true };
}

function checkUnchanged(
  session: ChangeSession,
  asset: AssetProps,
  write: AssetWrite & { before: Snapshot },
): void {
  const now = assetSnapshot(asset, session);
  // The status, too: with other work of an editor in it, it would be published along.
  const looked = [...CONTENT_FIELDS.filter((name) => Object.hasOwn(write.fields, name)), "status"];
  const changed = looked.filter((name) => !isDeepStrictEqual(now[name] ?? null, write.before[name] ?? null));
  if (changed.length === 0) return;
  throw new ConnectorError(
    "changed-meanwhile",
    `An editor changed ${changed.join(" and ")} of “${write.title}” in Contentful after the plan was made. It stays as it is; make a new plan.`,
  );
}

function isWritten(session: ChangeSession, write: AssetWrite, asset: AssetProps): boolean {
  return hasValues(asset, write.fields, session) && hasFiles(write, asset);
}

/** The same files: those just uploaded, whether or not they are processed by now. */
function hasFiles({ files = {}, before }: AssetWrite, asset: AssetProps): boolean {
  const there = filesOf(asset);
  return Object.entries(files).every(([locale, wanted]) => {
    const file = there[locale];
    if (file === undefined) return false;
    if (wanted.url !== undefined) return file.url === wanted.url;
    if (file.uploadFrom !== undefined) return isDeepStrictEqual(file.uploadFrom, wanted.uploadFrom);
    return file.fileName === wanted.fileName && !isBefore(before, locale, file.url);
  });
}

function isBefore(before: Snapshot | null, locale: string, url: string | undefined): boolean {
  const image = before?.image;
  if (typeof image !== "object" || image === null || Array.isArray(image)) return false;
  const file = image[locale];
  return typeof file === "object" && file !== null && !Array.isArray(file) && file.url === url;
}

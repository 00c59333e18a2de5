import { access, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { BridgeCallParams, BridgeCallResult } from "@assetql/contract";
import { withFields } from "./mapping-file.ts";
import type { ProjectParts } from "./project-parts.ts";
import { CallRefused } from "./protocol.ts";
import { settingsIn, writeSettings } from "./texture-settings.ts";

type Failed = BridgeCallResult<"import.commit">["failed"];

/**
 * Moves what is staged to its place. Returns what could not be. The mapping is saved once, before what was staged is
 * forgotten: a crash between the two repeats it.
 */
export async function commitPull(
  parts: ProjectParts,
  { pullId, externalIds }: BridgeCallParams<"import.commit">,
): Promise<Failed> {
  const { mapping, staging } = parts;
  const failed: Failed = [];
  const folders = new Set<string>();
  for (const externalId of externalIds) {
    try {
      await commitOne({ ...parts, folders }, pullId, externalId);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      failed.push({ externalId, code: error.code, detail: error.message });
    }
  }
  await mapping.save();
  const failedIds = new Set(failed.map(({ externalId }) => externalId));
  for (const externalId of externalIds) if (!failedIds.has(externalId)) await staging.remove(externalId);
  return failed;
}

interface Committing extends ProjectParts {
  /** That were made for this commit. */
  readonly folders: Set<string>;
}

async function commitOne(parts: Committing, pullId: string, externalId: string): Promise<void> {
  const { mapping, staging } = parts;
  const staged = await staging.read(externalId);
  if (staged === undefined || staged.pullId !== pullId) {
    const isDone = [mapping.entries, mapping.removed].some((all) => all[externalId]?.pullId === pullId);
    if (isDone) return;
    throw new CallRefused("staging-missing", "What was staged is gone. Pull again.");
  }
  const { change } = staged;
  if (change.kind === "remove") await removeTexture(parts, pullId, externalId);
  else await writeTexture(parts, pullId, change.params);
}

async function writeTexture(
  { mapping, staging, textures, folders }: Committing,
  pullId: string,
  params: BridgeCallParams<"files.stage">,
): Promise<void> {
  const { externalId, guid, path, content, meta, settings, fields } = params;
  const old = mapping.entries[externalId];
  const folder = dirname(path);
  if (!folders.has(folder)) await textures.makeFolders(path);
  folders.add(folder);
  const image = content && staging.contentPath(externalId, content);
  // In a commit that is repeated it may have been moved already.
  const isToMove = image !== null && (await exists(image));
  if (isToMove && old !== undefined && (await textures.isThere(path))) await textures.keep(old, path);
  const settled = meta ?? writeSettings(await textures.readMeta(path), settingsIn(settings));
  await writeFile(textures.metaOf(path), settled);
  if (isToMove) await rename(image, textures.full(path));
  mapping.entries[externalId] = {
    guid,
    path,
    pullId,
    image: content?.image ?? old?.image ?? "",
    crc32: content?.crc32 ?? old?.crc32 ?? "",
    mapping: params.mapping,
    fields: withFields(meta === null ? (old?.fields ?? {}) : {}, fields),
  };
  delete mapping.removed[externalId];
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function removeTexture(
  { mapping, textures }: ProjectParts,
  pullId: string,
  externalId: string,
): Promise<void> {
  const entry = mapping.entries[externalId];
  const path = entry && (await textures.find(entry));
  if (entry === undefined || path === undefined) {
    throw new CallRefused("file-missing", "The texture is gone already.");
  }
  const meta = await textures.readMeta(path);
  await textures.keep(entry, path);
  await rm(textures.metaOf(path));
  mapping.removed[externalId] = { ...entry, path, meta, pullId };
  delete mapping.entries[externalId];
}

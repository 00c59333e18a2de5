import { rename, rm, writeFile } from "node:fs/promises";
import type { BridgeCallParams, BridgeCallResult } from "@assetql/contract";
import { withFields } from "./mapping-file.ts";
import type { ProjectParts } from "./project-parts.ts";
import { CallRefused } from "./protocol.ts";
import { settingsIn, writeSettings } from "./texture-settings.ts";

type Failed = BridgeCallResult<"import.commit">["failed"];

/** Moves what is staged to its place. Returns what could not be. */
export async function commitPull(
  parts: ProjectParts,
  { pullId, externalIds }: BridgeCallParams<"import.commit">,
): Promise<Failed> {
  const failed: Failed = [];
  for (const externalId of externalIds) {
    try {
      await commitOne(parts, pullId, externalId);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      failed.push({ externalId, code: error.code, detail: error.message });
    }
  }
  return failed;
}

/** The mapping is saved before anything staged goes, so that a crash between the two repeats it. */
async function commitOne(parts: ProjectParts, pullId: string, externalId: string): Promise<void> {
  const { mapping, staging } = parts;
  const staged = await staging.read(externalId);
  if (staged === undefined || staged.change === null || staged.pullId !== pullId) {
    const isDone = [mapping.entries, mapping.removed].some((all) => all[externalId]?.pullId === pullId);
    if (isDone) return;
    throw new CallRefused("staging-missing", "What was staged is gone. Pull again.");
  }
  const { change } = staged;
  if (change.kind === "remove") await removeTexture(parts, pullId, externalId);
  else await writeTexture(parts, pullId, change.params);
  await mapping.save();
  await staging.remove(externalId);
}

async function writeTexture(
  { mapping, staging, textures }: ProjectParts,
  pullId: string,
  params: BridgeCallParams<"files.stage">,
): Promise<void> {
  const { externalId, guid, path, content, meta, settings, fields } = params;
  const old = mapping.entries[externalId];
  await textures.makeFolders(path);
  if (old !== undefined && content !== null && (await textures.isThere(path))) await textures.keep(old, path);
  const settled = meta ?? writeSettings(await textures.readMeta(path), settingsIn(settings));
  await writeFile(textures.metaOf(path), settled);
  if (content !== null) await rename(staging.contentPath(externalId), textures.full(path));
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

import { rm, writeFile } from "node:fs/promises";
import type { BridgeCallParams } from "@assetql/contract";
import { type Entry, withFields } from "./mapping-file.ts";
import type { ProjectParts } from "./project-parts.ts";
import { CallRefused } from "./protocol.ts";
import { hexCrc32 } from "./staging.ts";
import { settingsIn, writeSettings } from "./texture-settings.ts";

/** Fields, the image among them, as they were; or a texture that was made is removed. */
export async function restoreTexture(
  { mapping, textures }: ProjectParts,
  { externalId, pullId, fields, remove }: BridgeCallParams<"import.restore">,
): Promise<void> {
  const removed = mapping.removed[externalId];
  const entry = mapping.entries[externalId] ?? removed;
  if (entry === undefined) throw new CallRefused("file-missing", "The texture was never here.");
  const path = (await textures.find(entry)) ?? entry.path;
  if (remove) {
    if (await textures.isThere(path)) await textures.keep(entry, path);
    await rm(textures.metaOf(path), { force: true });
    delete mapping.entries[externalId];
    return mapping.save();
  }
  const meta = removed?.meta ?? (await textures.readMeta(path));
  const { image, textureType, pixelsPerUnit, filterMode, ...rest } = fields;
  const former = typeof image === "string" ? image : undefined;
  const crc32 =
    former === undefined ? entry.crc32 : await restoreImage({ textures }, { entry, path, image: former });
  await writeFile(
    textures.metaOf(path),
    writeSettings(meta, settingsIn({ textureType, pixelsPerUnit, filterMode })),
  );
  const { guid, mapping: told } = entry;
  const kept = withFields(entry.fields, rest);
  mapping.entries[externalId] = {
    guid,
    path,
    pullId,
    crc32,
    image: former ?? entry.image,
    mapping: told,
    fields: kept,
  };
  delete mapping.removed[externalId];
  await mapping.save();
}

interface Former {
  readonly entry: Entry;
  readonly path: string;
  readonly image: string;
}

async function restoreImage(
  { textures }: Pick<ProjectParts, "textures">,
  { entry, path, image }: Former,
): Promise<string> {
  const content = await textures.kept(entry, image);
  if (content === undefined) throw new CallRefused("file-missing", "The former image is no longer kept.");
  if (await textures.isThere(path)) await textures.keep(entry, path);
  await writeFile(textures.full(path), content);
  return hexCrc32(content);
}

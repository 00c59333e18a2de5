import { createHash } from "node:crypto";

/** Never change it: Unity knows an asset by its GUID, and scenes refer to that. */
const GUID_NAMESPACE = "assetql:unity:";

/** Closes every importer block; the spaces behind the colons are Unity's own. */
const IMPORTER_END = `  userData: 
  assetBundleName: 
  assetBundleVariant: 
`;

/**
 * 32 hex digits, the same for the same path on every machine and in every export.
 * @param path from the project's folder, with slashes: `Assets/AssetQL/…`.
 */
export function unityGuid(path: string): string {
  return createHash("md5").update(GUID_NAMESPACE).update(path).digest("hex");
}

/** The .meta of the folder at `path`. */
export function folderMeta(path: string): string {
  return metaFile(unityGuid(path), "folderAsset: yes\nDefaultImporter:\n");
}

/** The .meta of text that Unity shows as a TextAsset, JSON included. */
export function textMeta(path: string): string {
  return metaFile(unityGuid(path), "TextScriptImporter:\n");
}

/**
 * @param guid written without quotes, even where it is digits alone, as Unity does: Unity takes scalars for text.
 * @param importer whole lines.
 * @throws RangeError when `guid` is not 32 lower-case hex digits.
 */
export function metaFile(guid: string, importer: string): string {
  if (!/^[0-9a-f]{32}$/.test(guid)) throw new RangeError(`not a GUID of Unity: ${JSON.stringify(guid)}`);
  return `fileFormatVersion: 2\nguid: ${guid}\n${importer}${IMPORTER_END}`;
}

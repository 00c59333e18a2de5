import { assetStem, safeStem } from "../../names.ts";

/** All that AssetQL puts into a project is below it. */
export const UNITY_ROOT = "Assets/AssetQL";

/** Folder names that mean something to Unity, such as keeping files out of builds; its package takes none of them. */
const UNITY_FOLDERS = new Set([
  "editor",
  "editor default resources",
  "resources",
  "plugins",
  "streamingassets",
  "gizmos",
  "cvs",
  "standard assets",
  "pro standard assets",
  "hidden assets",
  "webplayertemplates",
]);

/**
 * The name of a batch's folder below `UNITY_ROOT`, safe on every system and without meaning to Unity.
 * @param fallback for a name without a letter or digit that a path can have: the id of the export or the batch.
 */
export function unityBatchFolder(batchName: string, fallback: string): string {
  const folder = safeStem(batchName, " ") || safeStem(fallback) || "batch";
  return UNITY_FOLDERS.has(folder.toLowerCase()) ? `${folder}-batch` : folder;
}

/** The stem of a texture's file: the asset's SKU, else its title, else its id, made safe. Two assets can share it. */
export function unityStem(asset: { sku?: string; title: string; assetId: string }): string {
  return assetStem(asset, " .");
}

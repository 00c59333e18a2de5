import { httpUrl } from "../options.ts";
import type { AssetRecord } from "../types.ts";

/**
 * The address an import file gives for an image: the asset's own public address, else the file's under
 * `baseUrl`, else "". An address that isn't http(s) counts as none.
 */
export function imageUrl(asset: Pick<AssetRecord, "publicUrl">, fileName: string, baseUrl?: string): string {
  const published = asset.publicUrl === undefined ? undefined : httpUrl(asset.publicUrl);
  return published ?? hostedUrl(fileName, baseUrl);
}

/** The address of a file of the package once its folder is hosted at `baseUrl`, or "". */
export function hostedUrl(fileName: string, baseUrl: string | undefined): string {
  return baseUrl === undefined ? "" : baseUrl + encodeURIComponent(fileName);
}

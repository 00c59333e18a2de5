import type { AssetId, DownloadFormat } from "@assetql/contract";
import { safeStem } from "@assetql/export-formats";
import type { CoreDeps, Principal } from "../deps.ts";
import { getVersion } from "../review/versions.ts";
import { getOwned } from "../shared/not-found.ts";
import { assets, imageKey, renditionKey } from "./asset-record.ts";
import { URL_LIFETIME_SECONDS } from "./read-asset.ts";

export interface DownloadInput {
  readonly id: AssetId;
  readonly format: DownloadFormat;
  /** Pixels; a smaller image is not enlarged. */
  readonly width?: number | undefined;
  readonly version?: number | undefined;
}

const extensions: Readonly<Record<DownloadFormat, string>> = { png: "png", jpeg: "jpg", webp: "webp" };

/**
 * A URL, signed for an hour, of an asset's image as a file of the format and width asked for. What is not the original
 * is made once and kept while it is wanted. Throws the problem `not-found`.
 */
export async function downloadAsset(
  deps: Pick<CoreDeps, "store" | "blobs" | "images">,
  principal: Principal,
  { id, format, width, version }: DownloadInput,
): Promise<string> {
  const { value: asset } = await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const wanted = await getVersion(deps, asset, version ?? asset.version);
  const name = { id, batchId: asset.batchId, version: wanted.version };
  const original = imageKey(name);
  const isOriginal = format === "png" && (width === undefined || width >= wanted.dimensions.width);
  const key = isOriginal
    ? original
    : renditionKey(name, {
        format: extensions[format],
        width: width && Math.min(width, wanted.dimensions.width),
      });
  if (!isOriginal && (await deps.blobs.head(key)) === undefined) {
    const bytes = await deps.blobs.read(original);
    if (bytes === undefined) throw new Error(`The image ${original} is missing`);
    const rendition = await deps.images.render(bytes, { format, width });
    await deps.blobs.put(key, rendition, { contentType: `image/${format}`, overwrite: true });
  }
  return deps.blobs.signedReadUrl(key, {
    expiresInSeconds: URL_LIFETIME_SECONDS,
    downloadName: `${safeStem(asset.sku ?? asset.title) || id}.${extensions[format]}`,
  });
}

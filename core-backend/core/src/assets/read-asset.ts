import type { Asset, AssetId, BatchId, StyleProfileId } from "@assetql/contract";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import type { IndexQuery } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { filteredPage } from "../shared/pages.ts";
import { type AssetRecord, assets, imageKey, thumbnailKey } from "./asset-record.ts";

export const URL_LIFETIME_SECONDS = 3600;

export interface AssetFilters {
  readonly batchId?: BatchId | undefined;
  readonly styleProfileId?: StyleProfileId | undefined;
  readonly category?: string | undefined;
  readonly tag?: string | undefined;
  readonly status?: Asset["status"] | undefined;
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
}
export type AssetQuery = AssetFilters & { readonly limit: number; readonly cursor?: string | undefined };

type ReadDeps = Pick<CoreDeps, "store" | "blobs">;

/** An asset with URLs signed for an hour. Throws the problem `not-found`. */
export async function getAsset(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: AssetId },
): Promise<Asset> {
  const { value } = await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  return presentAsset(deps, value);
}

/** Assets newest first, or those of a batch in the order of its rows. Throws `not-found` for an unknown batch. */
export async function listAssets(
  deps: ReadDeps,
  principal: Principal,
  { limit, cursor, ...filters }: AssetQuery,
): Promise<{ items: Asset[]; cursor?: string }> {
  const { batchId } = filters;
  if (batchId !== undefined)
    await getOwned(deps, principal, { collection: batches, id: batchId, what: "batch" });
  const query: IndexQuery = {
    ...(batchId === undefined
      ? { index: "byWorkspace", partition: principal.workspaceId, order: "descending" as const }
      : { index: "byBatch", partition: batchId }),
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const page = await filteredPage(deps.store, assets, { query, keep: matcher(filters) });
  const items = await Promise.all(page.items.map(({ value }) => presentAsset(deps, value)));
  return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

function matcher(filters: AssetFilters): (asset: AssetRecord) => boolean {
  const { styleProfileId, category, tag, status, minScore = 0, maxScore = 1 } = filters;
  return (asset) =>
    (styleProfileId === undefined || asset.styleProfileId === styleProfileId) &&
    (category === undefined || asset.category === category) &&
    (status === undefined || asset.status === status) &&
    (tag === undefined || asset.tags.some(({ name }) => name === tag)) &&
    asset.styleScore.score >= minScore &&
    asset.styleScore.score <= maxScore;
}

/** An asset as people see it, with URLs signed for an hour. */
export async function presentAsset({ blobs }: Pick<ReadDeps, "blobs">, asset: AssetRecord): Promise<Asset> {
  const options = { expiresInSeconds: URL_LIFETIME_SECONDS };
  const [image, thumbnail] = await Promise.all([
    blobs.signedReadUrl(imageKey(asset), options),
    blobs.signedReadUrl(thumbnailKey(asset), options),
  ]);
  return { ...asset, urls: { image, thumbnail } };
}

import type { PublishableAsset } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import type { CoreDeps } from "../deps.ts";
import { readMany } from "../shared/read-many.ts";
import { styles } from "../styles/style-record.ts";

type Deps = Pick<CoreDeps, "store">;

/** What hosts need of assets, by id. */
export async function publishableAssets(
  { store }: Deps,
  records: readonly AssetRecord[],
): Promise<ReadonlyMap<string, PublishableAsset>> {
  const known = await readMany(
    store,
    styles,
    records.map(({ styleProfileId }) => styleProfileId),
  );
  return new Map(
    records.map((asset) => [
      asset.id,
      toPublishable(asset, known.get(asset.styleProfileId)?.name ?? asset.styleProfileId),
    ]),
  );
}

/** The assets of a workspace among `ids`; what is another's, or gone, is left out. */
export async function readAssets(
  { store }: Deps,
  workspaceId: string,
  ids: readonly string[],
): Promise<readonly AssetRecord[]> {
  const found = await readMany(store, assets, ids);
  return [...found.values()].filter((asset) => asset.workspaceId === workspaceId);
}

function toPublishable(asset: AssetRecord, styleName: string): PublishableAsset {
  return {
    id: asset.id,
    batchId: asset.batchId,
    styleProfileId: asset.styleProfileId,
    styleName,
    version: asset.version,
    review: asset.review,
    row: asset.row,
    sku: asset.sku,
    title: asset.title,
    altText: asset.altText,
    prompt: asset.prompt,
    tags: asset.tags,
    category: asset.category,
    styleScore: asset.styleScore,
    provenance: asset.provenance,
    dimensions: asset.dimensions,
    sha256: asset.sha256,
    metadata: asset.metadata,
    item: asset.item,
  };
}

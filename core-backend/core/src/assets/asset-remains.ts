import type { DeleteAssetMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { comments } from "../review/comment-record.ts";
import { deletePrefix, removePartition } from "../shared/remove-all.ts";
import { shares } from "../shares/share-record.ts";
import { assetVersions, type ImageName, imageKey, renditionPrefix, thumbnailKey } from "./asset-record.ts";

/** Removes what a deleted asset left. Safe to repeat: it goes on where it stopped. */
export async function removeAssetRemains(
  { store, blobs }: Pick<CoreDeps, "store" | "blobs">,
  { assetId }: Pick<DeleteAssetMessage, "assetId">,
): Promise<void> {
  await removePartition(store, { collection: assetVersions, index: "byAsset", partition: assetId }, (page) =>
    blobs.delete(page.flatMap(({ version, batchId }) => filesOf({ id: assetId, batchId, version }))),
  );
  await removePartition(store, { collection: comments, index: "byAsset", partition: assetId });
  await removePartition(store, { collection: shares, index: "byTarget", partition: assetId });
  await deletePrefix(blobs, renditionPrefix(assetId));
}

const filesOf = (name: ImageName): string[] => [imageKey(name), thumbnailKey(name)];

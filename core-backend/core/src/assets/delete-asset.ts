import type { AssetId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { assets, imageKey, thumbnailKey } from "./asset-record.ts";

/** Deletes an asset, its image and its thumbnail. Throws the problem `not-found`. */
export async function deleteAsset(
  { store, blobs }: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { id }: { id: AssetId },
): Promise<void> {
  const { value, revision } = await getOwned({ store }, principal, { collection: assets, id, what: "asset" });
  // The record first: files that nothing refers to are swept, a record without its file would be a broken asset.
  await store.transact([remove(assets, id, revision)]);
  await blobs.delete([imageKey(value), thumbnailKey(value)]);
}

import { type Asset, type AssetId, editableMembers, type UpdateAsset } from "@assetql/contract";
import type { AssetRecord } from "../assets/asset-record.ts";
import type { Principal } from "../deps.ts";
import { changeAsset, type ReviewDeps } from "./change-asset.ts";

/**
 * Sets what an asset says of itself; the members that were set stay as they are when it gets a new version. Throws the
 * problem `not-found`.
 */
export function updateAsset(
  deps: ReviewDeps,
  principal: Principal,
  { id, ...changes }: UpdateAsset & { id: AssetId },
): Promise<Asset> {
  return changeAsset(deps, principal, {
    id,
    action: "asset.updated",
    change: ({ value }) => ({ asset: edit(value, changes) }),
  });
}

function edit(asset: AssetRecord, { title, altText, category, tags }: UpdateAsset): AssetRecord {
  const given = { title, altText, category, tags };
  const set = editableMembers.filter((member) => given[member] !== undefined);
  return {
    ...asset,
    title: title ?? asset.title,
    altText: altText ?? asset.altText,
    category: category === undefined ? asset.category : category,
    tags: tags === undefined ? asset.tags : retag(asset, tags),
    edited: [...new Set([...asset.edited, ...set])],
  };
}

/** A tag that was there before keeps its source. */
const retag = ({ tags }: AssetRecord, names: readonly string[]): AssetRecord["tags"] =>
  [...new Set(names)].map(
    (name) => tags.find((tag) => tag.name === name) ?? { name, source: "person" as const },
  );

import { type Asset, type AssetId, type AssetVersion, ProblemError } from "@assetql/contract";
import {
  type AssetRecord,
  assets,
  assetVersions,
  imageKey,
  thumbnailKey,
  type VersionRecord,
  versionIdOf,
  versionOf,
} from "../assets/asset-record.ts";
import { URL_LIFETIME_SECONDS } from "../assets/read-asset.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { put } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { isInWork } from "../tasks/is-in-work.ts";
import { tasks } from "../tasks/task-record.ts";
import { changeAsset, type ReviewDeps } from "./change-asset.ts";

type ReadDeps = Pick<CoreDeps, "store" | "blobs">;

/** The version that counts, then the others, newest first; URLs signed for an hour. Throws `not-found`. */
export async function listVersions(
  deps: ReadDeps,
  principal: Principal,
  { id, limit, cursor }: { id: AssetId; limit: number; cursor?: string | undefined },
): Promise<{ items: AssetVersion[]; cursor?: string }> {
  const { value: asset } = await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const page = await deps.store.query(assetVersions, {
    index: "byAsset",
    partition: id,
    order: "descending",
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const others = page.items.map(({ value }) => value).filter(({ version }) => version !== asset.version);
  // The version that counts has no record of its own until another takes its place.
  const all = cursor === undefined ? [versionOf(asset), ...others] : others;
  const items = await Promise.all(all.map((version) => present(deps, asset, version)));
  return { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/** One version of an asset. Throws the problem `not-found`. */
export async function getVersion(
  deps: ReadDeps,
  asset: AssetRecord,
  version: number,
): Promise<VersionRecord> {
  if (version === asset.version) return versionOf(asset);
  const stored = await deps.store.get(assetVersions, versionIdOf(asset.id, version));
  if (stored !== undefined) return stored.value;
  throw new ProblemError(
    "not-found",
    `"${asset.title}" has no version ${version}; the newest is ${asset.latestVersion}.`,
  );
}

/**
 * Lets another version count, with the review it had. Nothing is lost: the one that counted until now stays among the
 * versions. Throws the problems `not-found` and `asset-state` while a new version is made.
 */
export async function restoreVersion(
  deps: ReviewDeps,
  principal: Principal,
  { id, version }: { id: AssetId; version: number },
): Promise<Asset> {
  return changeAsset(deps, principal, {
    id,
    action: "asset.version-restored",
    change: async ({ value: asset }) => {
      if (version === asset.version) return { asset };
      const task = (await deps.store.get(tasks, asset.taskId))?.value;
      if (task !== undefined && (await isInWork(deps, task))) {
        throw new ProblemError(
          "asset-state",
          `A new version of "${asset.title}" is being made. Wait for it first.`,
        );
      }
      const earlier = await getVersion(deps, asset, version);
      const { id: _, assetId: __, createdAt, ...image } = earlier;
      return {
        asset: { ...asset, ...image, batchId: asset.batchId, imageMadeAt: createdAt },
        actions: [put(assetVersions, versionOf(asset))],
      };
    },
  });
}

/** A version as people see it. */
export async function present(
  { blobs }: Pick<ReadDeps, "blobs">,
  asset: Pick<AssetRecord, "version">,
  record: VersionRecord,
): Promise<AssetVersion> {
  const { id: _, assetId, batchId, workspaceId: __, ...version } = record;
  const name = { id: assetId, batchId, version: version.version };
  const options = { expiresInSeconds: URL_LIFETIME_SECONDS };
  const [image, thumbnail] = await Promise.all([
    blobs.signedReadUrl(imageKey(name), options),
    blobs.signedReadUrl(thumbnailKey(name), options),
  ]);
  return { ...version, isCurrent: version.version === asset.version, urls: { image, thumbnail } };
}

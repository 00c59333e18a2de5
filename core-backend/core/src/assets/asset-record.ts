import { assetIdSchema, assetSchema, assetVersionSchema, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableRow, sortableTime } from "../shared/sort-keys.ts";

export const assetRecordSchema = assetSchema.omit({ urls: true });
export type AssetRecord = z.infer<typeof assetRecordSchema>;

export const assets: Collection<AssetRecord> = {
  name: "assets",
  parse: (value) => assetRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byBatch: ({ batchId, row }) => ({ partition: batchId, sort: sortableRow(row) }),
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
    byTarget: ({ item, createdAt }) =>
      item === null ? undefined : { partition: item.targetId, sort: sortableTime(createdAt) },
  },
};

/** Which image is meant. */
export interface ImageName {
  readonly batchId: string;
  /** Of the asset. */
  readonly id: string;
  readonly version: number;
}

export const imageKey = ({ batchId, id, version }: ImageName): string =>
  `raw/${batchId}/${id}.v${version}.png`;

export const thumbnailKey = ({ id, version }: Omit<ImageName, "batchId">): string =>
  `thumbnails/${id}.v${version}.jpg`;

/** Where an asset's image in another format or size is kept while it is wanted. */
export const renditionKey = (
  { id, version }: Omit<ImageName, "batchId">,
  { format, width }: { format: string; width: number | undefined },
): string => `${renditionPrefix(id)}v${version}-${width ?? "full"}.${format}`;

export const renditionPrefix = (id: string): string => `renditions/${id}.`;

/** A version that does not count now: what an asset says of its image, as it was when it last counted. */
const versionRecordSchema = assetVersionSchema.omit({ urls: true, isCurrent: true }).extend({
  id: z.string(),
  assetId: assetIdSchema,
  batchId: z.string(),
  workspaceId: workspaceIdSchema,
});
export type VersionRecord = z.infer<typeof versionRecordSchema>;

export const versionIdOf = (assetId: string, version: number): string => `${assetId}.v${version}`;

export const assetVersions: Collection<VersionRecord> = {
  name: "asset-versions",
  parse: (value) => versionRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byAsset: ({ assetId, version }) => ({ partition: assetId, sort: String(version).padStart(6, "0") }),
    byBatch: ({ batchId, assetId, version }) => ({ partition: batchId, sort: `${assetId}.${version}` }),
  },
};

/** What is kept of an asset's present image when another one takes its place. */
export function versionOf(asset: AssetRecord): VersionRecord {
  const { version, review, reviewedBy, reviewedAt, reviewNote, prompt, styleScore } = asset;
  const { provenance, dimensions, fileSize, sha256, id: assetId, batchId, workspaceId } = asset;
  return {
    id: versionIdOf(assetId, version),
    assetId,
    batchId,
    workspaceId,
    version,
    review,
    reviewedBy,
    reviewedAt,
    reviewNote,
    prompt,
    styleScore,
    provenance,
    dimensions,
    fileSize,
    sha256,
    createdAt: asset.imageMadeAt ?? asset.createdAt,
  };
}

import { assetSchema } from "@assetql/contract";
import type { z } from "zod";
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
  },
};

export const imageKey = ({ batchId, id, version }: Pick<AssetRecord, "batchId" | "id" | "version">): string =>
  `raw/${batchId}/${id}.v${version}.png`;

export const thumbnailKey = ({ id, version }: Pick<AssetRecord, "id" | "version">): string =>
  `thumbnails/${id}.v${version}.jpg`;

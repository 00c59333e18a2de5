import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  exportIdSchema,
  publicationIdSchema,
  styleProfileIdSchema,
} from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { inputProblemSchema } from "../problem.ts";
import { reviewStates } from "../resources/asset.ts";
import { batchStatuses } from "../resources/batch.ts";
import { exportStatuses } from "../resources/export.ts";
import {
  changeKinds,
  changeStates,
  fieldOutcomes,
  publicationCountsSchema,
  publicationStatuses,
} from "../resources/publication.ts";

/** What editors are shown of the hub's resources: every member is there, absent values are null. */

const count = z.int().nonnegative();

export const bridgeStyleSchema = z.object({
  id: styleProfileIdSchema,
  name: z.string(),
  version: z.int().positive(),
  references: count,
  /** Score that an image has to reach, 0..1. */
  threshold: z.number(),
  /** `#RRGGBB`, the most frequent first. */
  palette: z.array(z.string()),
});
export type BridgeStyle = z.infer<typeof bridgeStyleSchema>;

export const bridgeBatchSchema = z.object({
  id: batchIdSchema,
  name: z.string(),
  status: z.enum(batchStatuses),
  styleId: styleProfileIdSchema,
  total: count,
  completed: count,
  failed: count,
  processing: count,
  retrying: count,
  queued: count,
  meanScore: z.number().nullable(),
  createdAt: timestampSchema,
  completedAt: timestampSchema.nullable(),
  estimatedCompletion: timestampSchema.nullable(),
});
export type BridgeBatch = z.infer<typeof bridgeBatchSchema>;

export const bridgePreviewSchema = z.object({
  valid: z.boolean(),
  total: count,
  columns: z.array(z.string()),
  prompts: z.array(z.object({ row: z.int(), prompt: z.string() })),
  problems: z.array(inputProblemSchema.pick({ severity: true, message: true })).max(100),
  /** US dollars, if every image passes at its first try, and if each takes three. */
  cost: z.object({ total: z.number(), atMost: z.number() }),
  seconds: z.number(),
  /** Images left in this month; null when there is no limit. */
  quotaLeft: count.nullable(),
});
export type BridgePreview = z.infer<typeof bridgePreviewSchema>;

export const bridgeAssetSchema = z.object({
  id: assetIdSchema,
  batchId: batchIdSchema,
  row: z.int().positive(),
  version: z.int().positive(),
  title: z.string(),
  sku: z.string().nullable(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  prompt: z.string(),
  score: z.number(),
  review: z.enum(reviewStates),
  width: z.int(),
  height: z.int(),
});
export type BridgeAsset = z.infer<typeof bridgeAssetSchema>;

export const bridgeProblemTextSchema = z.object({ code: z.string().max(60), detail: z.string().max(1_000) });

/** A pull is a publication whose target is the editor's project. */
export const bridgePullSchema = z.object({
  id: publicationIdSchema,
  name: z.string(),
  status: z.enum(publicationStatuses),
  batchId: batchIdSchema.nullable(),
  counts: publicationCountsSchema,
  problem: bridgeProblemTextSchema.nullable(),
  createdAt: timestampSchema,
  appliedAt: timestampSchema.nullable(),
  revertedAt: timestampSchema.nullable(),
});
export type BridgePull = z.infer<typeof bridgePullSchema>;

export const bridgeChangeSchema = z.object({
  id: z.string(),
  assetId: assetIdSchema.nullable(),
  externalId: z.string(),
  /** The GUID of the texture, or null while there is none. */
  guid: z.string().nullable(),
  title: z.string(),
  kind: z.enum(changeKinds),
  state: z.enum(changeStates),
  reason: z.string().nullable(),
  problem: bridgeProblemTextSchema.nullable(),
  warnings: z.array(z.string()),
  /** Those that differ. */
  fields: z.array(z.object({ name: z.string(), outcome: z.enum(fieldOutcomes) })),
});
export type BridgeChange = z.infer<typeof bridgeChangeSchema>;

export const bridgeExportSchema = z.object({
  id: exportIdSchema,
  status: z.enum(exportStatuses),
  total: count,
  processed: count,
  skipped: count,
  bytes: count.nullable(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
});
export type BridgeExport = z.infer<typeof bridgeExportSchema>;

/** Bytes that come, or go, as binary frames under this number. */
export const bridgeTransferSchema = z.object({
  transfer: z.int().min(0).max(0xffff_ffff),
  bytes: count,
  /** Of the whole content, IEEE 802.3, eight lower-case hex digits. */
  crc32: z.string().regex(/^[0-9a-f]{8}$/),
});
export type BridgeTransfer = z.infer<typeof bridgeTransferSchema>;

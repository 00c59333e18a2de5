import type {
  Asset,
  Batch,
  BatchPreview,
  BridgeAsset,
  BridgeBatch,
  BridgeChange,
  BridgeExport,
  BridgePreview,
  BridgePull,
  BridgeStyle,
  Change,
  Export,
  Publication,
  StyleProfile,
} from "@assetql/contract";

/** What editors are shown of the hub's resources. */

export const toStyle = ({
  id,
  name,
  version,
  references,
  deviationThreshold,
  parameters,
}: StyleProfile): BridgeStyle => ({
  id,
  name,
  version,
  references: references.length,
  threshold: deviationThreshold,
  palette: parameters.colorPalette,
});

export const toBatch = (batch: Batch): BridgeBatch => ({
  id: batch.id,
  name: batch.name,
  status: batch.status,
  styleId: batch.styleProfileId,
  total: batch.totalTasks,
  completed: batch.completedTasks,
  failed: batch.failedTasks,
  processing: batch.processingTasks,
  retrying: batch.retryingTasks,
  queued: batch.queuedTasks,
  meanScore: batch.statistics.meanStyleScore,
  createdAt: batch.createdAt,
  completedAt: batch.completedAt,
  estimatedCompletion: batch.estimatedCompletion,
});

const SHOWN_PROBLEMS = 100;

export const toPreview = (preview: BatchPreview): BridgePreview => ({
  valid: preview.valid,
  total: preview.totalTasks,
  columns: preview.columns,
  prompts: preview.prompts,
  problems: preview.problems.slice(0, SHOWN_PROBLEMS).map(({ severity, message }) => ({ severity, message })),
  cost: { total: preview.estimatedCost.total, atMost: preview.estimatedCost.atMost },
  seconds: Math.round(preview.estimatedSeconds * 10) / 10,
  quotaLeft: preview.quota.remaining,
});

/** Of a prompt, for people who look at its image: a page of the longest ones must fit a message. */
const SHOWN_CHARACTERS = 1_000;

export const toAsset = (asset: Asset): BridgeAsset => ({
  id: asset.id,
  batchId: asset.batchId,
  row: asset.row,
  version: asset.version,
  title: asset.title,
  sku: asset.sku,
  category: asset.category,
  tags: asset.tags.map(({ name }) => name),
  prompt: asset.prompt.slice(0, SHOWN_CHARACTERS),
  score: asset.styleScore.score,
  review: asset.review,
  ...asset.dimensions,
});

export const toPull = (publication: Publication): BridgePull => ({
  id: publication.id,
  name: publication.name,
  status: publication.status,
  batchId: publication.batchId,
  counts: publication.counts,
  problem: publication.problem,
  createdAt: publication.createdAt,
  appliedAt: publication.appliedAt,
  revertedAt: publication.revertedAt,
});

/** What an undo has left as somebody made it meanwhile. */
const keptSince = ({ revert }: Change): string[] =>
  revert === null || revert.kept.length === 0
    ? []
    : [`Changed in the project since it was pulled, so it stays: ${revert.kept.join(", ")}.`.slice(0, 500)];

export const toChange = (change: Change): BridgeChange => ({
  id: change.id,
  assetId: change.assetId,
  externalId: change.externalId,
  guid: change.receipt?.remoteId ?? change.remoteId,
  title: change.title,
  kind: change.kind,
  state: change.state,
  reason: change.reason,
  problem: change.problem,
  warnings: [...(change.receipt?.warnings ?? []), ...keptSince(change)],
  fields: change.fields
    .filter(({ outcome }) => outcome !== "same")
    .map(({ name, outcome }) => ({ name, outcome })),
});

export const toExport = (made: Export): BridgeExport => ({
  id: made.id,
  status: made.status,
  total: made.totalAssets,
  processed: made.processedAssets,
  skipped: made.skippedAssets,
  bytes: made.bytes,
  error: made.error,
  createdAt: made.createdAt,
});

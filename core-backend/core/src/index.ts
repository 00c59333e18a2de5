export { deleteAsset } from "./assets/delete-asset.ts";
export {
  type AssetFilters,
  type AssetQuery,
  getAsset,
  listAssets,
} from "./assets/read-asset.ts";
export { createBatch } from "./batches/create-batch.ts";
export { deleteBatch } from "./batches/delete-batch.ts";
export { previewBatch } from "./batches/preview-batch.ts";
export { getBatch, listBatches, listTasks } from "./batches/read-batch.ts";
export * from "./deps.ts";
export { createExport } from "./exports/create-export.ts";
export { exportDownloadUrl, getExport } from "./exports/read-export.ts";
export { type IdempotentCall, withIdempotency } from "./idempotency/with-idempotency.ts";
export { authenticate } from "./identity/authenticate.ts";
export { createApiKey } from "./identity/create-api-key.ts";
export { listApiKeys } from "./identity/list-api-keys.ts";
export { revokeApiKey } from "./identity/revoke-api-key.ts";
export type { Delivery } from "./jobs/delivery.ts";
export { type Disposition, handleMessage } from "./jobs/handle-message.ts";
export { DISPATCH_ENTRIES, type DispatchDeps, dispatch } from "./kiro/dispatch.ts";
export { SWEEP_GRACE_MS, sweepBlobs } from "./maintenance/sweep-blobs.ts";
export * from "./ports/index.ts";
export { createStyle } from "./styles/create-style.ts";
export { getStyle, listStyles } from "./styles/read-style.ts";
export { updateStyle } from "./styles/update-style.ts";
export { createUpload } from "./uploads/create-upload.ts";

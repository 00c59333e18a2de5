import { type Operation, type OperationId, operations } from "@assetql/contract";

/**
 * What keeps a call within the app's target:
 * `none` nothing is anybody's; `target`, `batch`, `asset`, `publication` the id in the path is the target's own;
 * `list-batches` others are left out of the answer; `batch-query` the batch in the query is the target's;
 * `target-query` and `target-body` the service names the target; `review` each asset is looked at.
 */
export type Scope =
  | "none"
  | "target"
  | "batch"
  | "asset"
  | "publication"
  | "list-batches"
  | "batch-query"
  | "target-query"
  | "target-body"
  | "review";

const scopes = {
  listStyles: "none",
  getStyle: "none",
  getTarget: "target",
  checkTarget: "target",
  listTargetItems: "target",
  listTargetLinks: "target",
  previewTargetBatch: "target",
  createTargetBatch: "target",
  previewBatch: "target-body",
  createBatch: "target-body",
  listBatches: "list-batches",
  getBatch: "batch",
  pauseBatch: "batch",
  resumeBatch: "batch",
  cancelBatch: "batch",
  retryFailedTasks: "batch",
  listTasks: "batch",
  listAssets: "batch-query",
  getAsset: "asset",
  updateAsset: "asset",
  approveAsset: "asset",
  rejectAsset: "asset",
  regenerateAsset: "asset",
  listAssetLinks: "asset",
  listAssetReceipts: "asset",
  reviewAssets: "review",
  createPublication: "target-body",
  listPublications: "target-query",
  getPublication: "publication",
  listPublicationChanges: "publication",
  applyPublication: "publication",
  pausePublication: "publication",
  resumePublication: "publication",
  revertPublication: "publication",
} as const satisfies Partial<Record<OperationId, Scope>>;

export interface AllowedOperation {
  readonly operation: Operation;
  readonly scope: Scope;
}

/** Everything that the app may ask the hub for; nothing that needs an admin is among it. */
export const allowedOperations: readonly AllowedOperation[] = Object.entries<Scope>(scopes).map(
  ([id, scope]) => ({ operation: operationOf(id), scope }),
);

function operationOf(id: string): Operation {
  const found = Object.values<Operation>(operations).find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}`);
  return found;
}

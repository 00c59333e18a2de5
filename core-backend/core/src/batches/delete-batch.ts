import { type BatchId, type DeleteBatchMessage, ProblemError } from "@assetql/contract";
import { assets, imageKey, thumbnailKey } from "../assets/asset-record.ts";
import { removeAssetRemains } from "../assets/asset-remains.ts";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { distributions } from "../distribution/distribute.ts";
import { chunkPrefix } from "../distribution/row-chunks.ts";
import { exportJobs, exportKey } from "../exports/export-record.ts";
import { ledgers } from "../kiro/ledger.ts";
import { isTerminal } from "../kiro/transitions.ts";
import { remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { deletePrefix, removePartition } from "../shared/remove-all.ts";
import { shares } from "../shares/share-record.ts";
import { tasks } from "../tasks/task-record.ts";
import { batches } from "./batch-record.ts";

/**
 * Deletes a batch that has ended: it is gone at once, and a job removes its tasks, assets and files. Throws the
 * problems `not-found` and `batch-running`.
 */
export async function deleteBatch(
  deps: Pick<CoreDeps, "store" | "outbox" | "clock" | "random">,
  principal: Principal,
  { id }: { id: BatchId },
): Promise<void> {
  const { value, revision } = await getOwned(deps, principal, {
    collection: batches,
    id,
    what: "batch",
  });
  if (!isTerminal(value.workflow.status)) {
    throw new ProblemError(
      "batch-running",
      `The batch "${value.name}" is still ${value.workflow.status}. Cancel it first, or wait until it has ended.`,
    );
  }
  await deps.store.transact([
    remove(batches, id, revision),
    audit(deps, principal, { action: "batch.deleted", subject: id, before: value }),
    announce(deps.outbox, id, {
      workspaceId: principal.workspaceId,
      events: [{ type: "batch.deleted", batchId: id, at: deps.clock.now() }],
      jobs: [
        { queue: "workflow", message: { kind: "delete-batch", batchId: id, workspaceId: value.workspaceId } },
      ],
    }),
  ]);
}

/** Removes what a deleted batch left. Safe to repeat: it goes on where it stopped. */
export async function removeBatchRemains(
  { store, blobs }: Pick<CoreDeps, "store" | "blobs">,
  { batchId }: DeleteBatchMessage,
): Promise<void> {
  const byBatch = { index: "byBatch", partition: batchId };
  // What could still make more goes first: a distribution, or a try in work, finds its record gone and makes nothing.
  await store.transact([remove(distributions, batchId)]);
  await removePartition(store, { collection: tasks, ...byBatch });
  await removePartition(store, { collection: assets, ...byBatch }, async (page) => {
    await blobs.delete(page.flatMap((asset) => [imageKey(asset), thumbnailKey(asset)]));
    for (const { id: assetId } of page) await removeAssetRemains({ store, blobs }, { assetId });
  });
  await removePartition(store, { collection: exportJobs, ...byBatch }, async (page) => {
    await blobs.delete(page.map(({ id }) => exportKey(id)));
    for (const { id } of page)
      await removePartition(store, { collection: shares, index: "byTarget", partition: id });
  });
  await removePartition(store, { collection: ledgers, ...byBatch });
  await deletePrefix(blobs, chunkPrefix(batchId));
  await deletePrefix(blobs, `rejected/${batchId}/`);
}

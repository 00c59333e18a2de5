import { type BatchId, type DeleteBatchMessage, ProblemError } from "@assetql/contract";
import { assets, imageKey, thumbnailKey } from "../assets/asset-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { distributions } from "../distribution/distribute.ts";
import { chunkPrefix } from "../distribution/row-chunks.ts";
import { ledgers } from "../kiro/ledger.ts";
import { isTerminal } from "../kiro/transitions.ts";
import { type Action, type BlobStore, type Collection, remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { tasks } from "../tasks/task-record.ts";
import { batches } from "./batch-record.ts";

/**
 * Deletes a batch that has ended: it is gone at once, and a job removes its tasks, assets and files. Throws the
 * problems `not-found` and `batch-running`.
 */
export async function deleteBatch(
  { store, outbox }: Pick<CoreDeps, "store" | "outbox">,
  principal: Principal,
  { id }: { id: BatchId },
): Promise<void> {
  const { value, revision } = await getOwned({ store }, principal, {
    collection: batches,
    id,
    what: "batch",
  });
  if (!isTerminal(value.workflow.status)) {
    throw new ProblemError(
      "batch-running",
      `The batch "${value.name}" is still ${value.workflow.status}. Wait until it has ended.`,
    );
  }
  await store.transact([
    remove(batches, id, revision),
    announce(outbox, id, { jobs: [{ queue: "workflow", message: { kind: "delete-batch", batchId: id } }] }),
  ]);
}

/** Removes what a deleted batch left. Safe to repeat: it goes on where it stopped. */
export async function removeBatchRemains(
  { store, blobs }: Pick<CoreDeps, "store" | "blobs">,
  { batchId }: DeleteBatchMessage,
): Promise<void> {
  await eachPage(store, { collection: assets, partition: batchId }, async (page) => {
    await blobs.delete(page.flatMap((asset) => [imageKey(asset), thumbnailKey(asset)]));
  });
  await eachPage(store, { collection: tasks, partition: batchId });
  await eachPage(store, { collection: ledgers, partition: batchId });
  await store.transact([remove(distributions, batchId)]);
  await deletePrefix(blobs, chunkPrefix(batchId));
  await deletePrefix(blobs, `rejected/${batchId}/`);
}

/** Removes the records of a `byBatch` partition, a page at a time, after `before` has dealt with them. */
async function eachPage<T>(
  store: CoreDeps["store"],
  { collection, partition }: { collection: Collection<T>; partition: string },
  before: (page: readonly T[]) => Promise<void> = async () => {},
): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = { index: "byBatch", partition, limit: 90, ...(cursor === undefined ? {} : { cursor }) };
    const page = await store.query(collection, query);
    await before(page.items.map(({ value }) => value));
    const actions: Action[] = page.items.map(({ value }) => remove(collection, collection.id(value)));
    if (actions.length > 0) await store.transact(actions);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function deletePrefix(blobs: BlobStore, prefix: string): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await blobs.list(prefix, cursor);
    await blobs.delete(page.items.map(({ key }) => key));
    cursor = page.cursor;
  } while (cursor !== undefined);
}

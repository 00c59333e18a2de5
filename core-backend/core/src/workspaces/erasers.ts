import type { WorkspaceId } from "@assetql/contract";
import { assets, imageKey, thumbnailKey } from "../assets/asset-record.ts";
import { removeAssetRemains } from "../assets/asset-remains.ts";
import { auditRecords } from "../audit/audit.ts";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import { removeBatchRemains } from "../batches/delete-batch.ts";
import { workParts } from "../connector-work/work-result.ts";
import type { CoreDeps } from "../deps.ts";
import { exportJobs } from "../exports/export-record.ts";
import { idempotentCalls } from "../idempotency/with-idempotency.ts";
import { apiKeys } from "../identity/api-key-record.ts";
import { invitations } from "../identity/invitation-record.ts";
import { memberships } from "../identity/membership-record.ts";
import { forgetUser } from "../identity/remove-member.ts";
import { liveChunks, liveHeads } from "../live/live-log.ts";
import { sentNotices } from "../notifications/sent-notices.ts";
import { type Collection, remove } from "../ports/index.ts";
import { comments } from "../review/comment-record.ts";
import { scheduleCsvKey, schedules } from "../schedules/schedule-record.ts";
import { eachRecord } from "../shared/pages.ts";
import { deletePrefix, removePartition } from "../shared/remove-all.ts";
import { shares } from "../shares/share-record.ts";
import { styles, styleVersionId, styleVersions } from "../styles/style-record.ts";
import { announcedConnectors } from "../targets/announced-connectors.ts";
import { removeTargetRemains } from "../targets/delete-target.ts";
import { targets } from "../targets/target-record.ts";
import { uploadKey, uploads } from "../uploads/upload-record.ts";
import { usages } from "../usage/usage-record.ts";
import { removeWebhookRemains } from "../webhooks/delete-webhook.ts";
import { alarmIdOf } from "../webhooks/jobs.ts";
import { webhookDirectories, webhookLanes, webhookPositions, webhooks } from "../webhooks/webhook-record.ts";

export type EraseDeps = Pick<CoreDeps, "store" | "blobs" | "scheduler">;

/** How to find what collections hold of a workspace, and how to remove it. Safe to repeat. */
export interface Eraser {
  /** By name. A collection that no eraser names is not erased; a test looks for those. */
  readonly collections: readonly string[];
  erase(deps: EraseDeps, workspaceId: WorkspaceId): Promise<void>;
}

/** What the record that tells of an erasure says was done: it stays when everything else is gone. */
export const ERASURE_ACTION = "workspace.erased";

const byWorkspace = (workspaceId: WorkspaceId) => ({ index: "byWorkspace", partition: workspaceId });

/** Records that are found by their workspace, and nothing beside them. */
const plain = <T>(collection: Collection<T>): Eraser => ({
  collections: [collection.name],
  erase: ({ store }, workspaceId) => removePartition(store, { collection, ...byWorkspace(workspaceId) }),
});

/** In this order: first whoever could make more, then what is large, and what is needed to find the rest last. */
export const erasers: readonly Eraser[] = [
  plain(apiKeys),
  plain(invitations),
  { collections: ["memberships", "users"], erase: eraseMembers },
  { collections: ["schedules", "alarms"], erase: eraseSchedules },
  {
    collections: ["targets", "works", "publications", "publication-changes", "links", "external-leases"],
    erase: eraseTargets,
  },
  plain(workParts),
  { collections: ["connectors"], erase: eraseConnectors },
  {
    collections: [
      "webhooks",
      "webhook-directories",
      "webhook-lanes",
      "webhook-positions",
      "webhook-deliveries",
    ],
    erase: eraseWebhooks,
  },
  {
    collections: ["batches", "tasks", "batch-ledgers", "distributions", "asset-versions"],
    erase: eraseBatches,
  },
  // What the job of a batch that was deleted before may not have come to yet.
  { collections: ["assets"], erase: eraseAssets },
  { collections: ["exports"], erase: eraseExports },
  { collections: ["styles", "style-versions"], erase: eraseStyles },
  { collections: ["uploads"], erase: eraseUploads },
  plain(comments),
  plain(shares),
  plain(usages),
  plain(sentNotices),
  plain(idempotentCalls),
  { collections: ["live-heads", "live-chunks"], erase: eraseLiveLog },
  { collections: ["audit"], erase: eraseAudit },
];

async function eraseMembers({ store }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  for await (const { value } of eachRecord(store, memberships, byWorkspace(workspaceId))) {
    await store.transact([
      remove(memberships, value.id),
      ...(await forgetUser({ store }, value.userId, value.id)),
    ]);
  }
}

async function eraseSchedules(
  { store, blobs, scheduler }: EraseDeps,
  workspaceId: WorkspaceId,
): Promise<void> {
  for await (const { value } of eachRecord(store, schedules, byWorkspace(workspaceId))) {
    await blobs.delete([scheduleCsvKey(value.id)]);
    await store.transact([remove(schedules, value.id), scheduler.cancel(value.id)]);
  }
}

async function eraseWebhooks({ store, scheduler }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  await store.transact([remove(webhookDirectories, workspaceId)]);
  for await (const { value } of eachRecord(store, webhooks, byWorkspace(workspaceId))) {
    // Those of a webhook that was deleted before have a job that removes them.
    await removeWebhookRemains({ store }, { webhookId: value.id });
    await store.transact([
      remove(webhooks, value.id),
      remove(webhookLanes, value.id),
      remove(webhookPositions, value.id),
      scheduler.cancel(alarmIdOf(value.id)),
    ]);
  }
}

/** Not what a host of the hub has announced for every workspace. */
async function eraseConnectors({ store }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  await removePartition(store, { collection: announcedConnectors, index: "byScope", partition: workspaceId });
}

async function eraseTargets({ store, scheduler }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  for await (const { value } of eachRecord(store, targets, byWorkspace(workspaceId))) {
    await removeTargetRemains({ store, scheduler }, { targetId: value.id });
    await store.transact([remove(targets, value.id)]);
  }
}

async function eraseBatches(deps: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  const { store, blobs } = deps;
  for await (const { value: batch } of eachRecord(store, batches, byWorkspace(workspaceId))) {
    await removeBatchRemains(deps, { kind: "delete-batch", batchId: batch.id });
    await eraseStyleVersion(deps, batch);
    // A generation that was under way may have written a file after the tasks were gone.
    await deletePrefix(blobs, `raw/${batch.id}/`);
    await store.transact([remove(batches, batch.id)]);
  }
}

/** The style may have been deleted before the batch that was made in it. */
async function eraseStyleVersion(
  { store, blobs }: EraseDeps,
  { styleVersionId: id, styleProfileId }: BatchRecord,
): Promise<void> {
  await deletePrefix(blobs, `style-references/${styleProfileId}/`);
  await store.transact([remove(styleVersions, id)]);
}

async function eraseAssets({ store, blobs }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  await removePartition(store, { collection: assets, ...byWorkspace(workspaceId) }, async (page) => {
    await blobs.delete(page.flatMap((asset) => [imageKey(asset), thumbnailKey(asset)]));
    for (const { id: assetId } of page) await removeAssetRemains({ store, blobs }, { assetId });
  });
}

async function eraseExports({ store, blobs }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  await removePartition(store, { collection: exportJobs, ...byWorkspace(workspaceId) }, async (page) => {
    for (const { id } of page) await deletePrefix(blobs, `exports/${id}.`);
  });
}

async function eraseStyles({ store, blobs }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  for await (const { value } of eachRecord(store, styles, byWorkspace(workspaceId))) {
    await deletePrefix(blobs, `style-references/${value.id}/`);
    for (let version = value.version; version >= 1; version -= 1) {
      await store.transact([remove(styleVersions, styleVersionId(value.id, version))]);
    }
    await store.transact([remove(styles, value.id)]);
  }
}

async function eraseUploads({ store, blobs }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  await removePartition(store, { collection: uploads, ...byWorkspace(workspaceId) }, (page) =>
    blobs.delete(page.map(({ id }) => uploadKey(id))),
  );
}

async function eraseLiveLog({ store }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  await removePartition(store, { collection: liveChunks, ...byWorkspace(workspaceId) });
  await store.transact([remove(liveHeads, workspaceId)]);
}

async function eraseAudit({ store }: EraseDeps, workspaceId: WorkspaceId): Promise<void> {
  for await (const { value } of eachRecord(store, auditRecords, byWorkspace(workspaceId))) {
    if (value.action !== ERASURE_ACTION) await store.transact([remove(auditRecords, value.id)]);
  }
}

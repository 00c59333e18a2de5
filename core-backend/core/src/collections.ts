import { assets, assetVersions } from "./assets/asset-record.ts";
import { auditRecords } from "./audit/audit.ts";
import { batches } from "./batches/batch-record.ts";
import { externalLeases } from "./connector-work/external-lease.ts";
import { works } from "./connector-work/work-record.ts";
import { workParts } from "./connector-work/work-result.ts";
import { distributions } from "./distribution/distribute.ts";
import { exportJobs } from "./exports/export-record.ts";
import { idempotentCalls } from "./idempotency/with-idempotency.ts";
import { apiKeys } from "./identity/api-key-record.ts";
import { invitations } from "./identity/invitation-record.ts";
import { memberships } from "./identity/membership-record.ts";
import { users } from "./identity/user-record.ts";
import { ledgers } from "./kiro/ledger.ts";
import { dailySpends } from "./limits/daily-budget.ts";
import { liveChunks, liveHeads } from "./live/live-log.ts";
import { sentNotices } from "./notifications/sent-notices.ts";
import { type Action, type Collection, put } from "./ports/index.ts";
import { changes } from "./publications/change-record.ts";
import { links } from "./publications/link-record.ts";
import { publications } from "./publications/publication-record.ts";
import { comments } from "./review/comment-record.ts";
import { schedules } from "./schedules/schedule-record.ts";
import { shares } from "./shares/share-record.ts";
import { styles, styleVersions } from "./styles/style-record.ts";
import { announcedConnectors } from "./targets/announced-connectors.ts";
import { targets } from "./targets/target-record.ts";
import { tasks } from "./tasks/task-record.ts";
import { uploads } from "./uploads/upload-record.ts";
import { usages } from "./usage/usage-record.ts";
import { webhookDeliveries } from "./webhooks/delivery-record.ts";
import { webhookDirectories, webhookLanes, webhookPositions, webhooks } from "./webhooks/webhook-record.ts";
import { workspaces } from "./workspaces/workspace-record.ts";

/** A collection whose records' type nobody needs to know. */
export interface KnownCollection {
  readonly name: string;
  /** Changes whenever an index is defined otherwise. */
  readonly indexDefinitions: string;
  /** The action that would write a stored record as it is. Throws what `parse` throws. */
  rewrite(body: unknown): Action;
}

export const known = <T>(collection: Collection<T>): KnownCollection => ({
  name: collection.name,
  indexDefinitions: JSON.stringify(
    Object.entries(collection.indexes)
      .map(([name, keyOf]) => [name, String(keyOf)])
      .sort(),
  ),
  rewrite: (body) => put(collection, collection.parse(body) as NoInfer<T>),
});

/** Every collection of the core; a test looks for those that are missing. */
export const knownCollections: readonly KnownCollection[] = [
  known(announcedConnectors),
  known(apiKeys),
  known(assets),
  known(assetVersions),
  known(auditRecords),
  known(batches),
  known(changes),
  known(comments),
  known(dailySpends),
  known(distributions),
  known(exportJobs),
  known(externalLeases),
  known(idempotentCalls),
  known(invitations),
  known(ledgers),
  known(links),
  known(liveChunks),
  known(liveHeads),
  known(memberships),
  known(publications),
  known(schedules),
  known(sentNotices),
  known(shares),
  known(styles),
  known(styleVersions),
  known(targets),
  known(tasks),
  known(uploads),
  known(usages),
  known(users),
  known(webhookDeliveries),
  known(webhookDirectories),
  known(webhookLanes),
  known(webhookPositions),
  known(webhooks),
  known(workParts),
  known(works),
  known(workspaces),
];

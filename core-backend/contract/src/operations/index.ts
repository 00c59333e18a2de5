import { analyticsOperations } from "./analytics.ts";
import { assetOperations } from "./assets.ts";
import { auditOperations } from "./audit.ts";
import { batchOperations } from "./batches.ts";
import { deadLetterOperations } from "./dead-letters.ts";
import { exportOperations } from "./exports.ts";
import { identityOperations } from "./identity.ts";
import { liveOperations } from "./live.ts";
import { publicationOperations } from "./publications.ts";
import { reviewOperations } from "./review.ts";
import { scheduleOperations } from "./schedules.ts";
import { searchOperations } from "./search.ts";
import { shareOperations } from "./shares.ts";
import { styleOperations } from "./styles.ts";
import { systemOperations } from "./system.ts";
import { targetOperations } from "./targets.ts";
import { usageOperations } from "./usage.ts";
import { webhookOperations } from "./webhooks.ts";
import { workOperations } from "./work.ts";
import { workspaceOperations } from "./workspaces.ts";

/** Every call of the API, by id. */
export const operations = {
  ...batchOperations,
  ...styleOperations,
  ...assetOperations,
  ...searchOperations,
  ...exportOperations,
  ...reviewOperations,
  ...scheduleOperations,
  ...shareOperations,
  ...targetOperations,
  ...publicationOperations,
  ...workOperations,
  ...deadLetterOperations,
  ...usageOperations,
  ...analyticsOperations,
  ...liveOperations,
  ...identityOperations,
  ...webhookOperations,
  ...workspaceOperations,
  ...auditOperations,
  ...systemOperations,
};
export type Operations = typeof operations;
export type OperationId = keyof Operations;

export { type AnalyticsQuery, getAnalytics } from "./analytics/read-analytics.ts";
export { deleteAsset } from "./assets/delete-asset.ts";
export { downloadAsset } from "./assets/download-asset.ts";
export {
  type AssetFilters,
  type AssetQuery,
  getAsset,
  listAssets,
} from "./assets/read-asset.ts";
export { searchAssets } from "./assets/search-assets.ts";
export { searchedCollection } from "./assets/search-entry.ts";
export { exportAudit } from "./audit/export-audit.ts";
export { type AuditQuery, listAudit } from "./audit/list-audit.ts";
export { controlBatch } from "./batches/control-batch.ts";
export { createBatch } from "./batches/create-batch.ts";
export { deleteBatch } from "./batches/delete-batch.ts";
export { previewBatch } from "./batches/preview-batch.ts";
export { getBatch, listBatches, listTasks } from "./batches/read-batch.ts";
export { updateBatch } from "./batches/update-batch.ts";
export { type KnownCollection, known, knownCollections } from "./collections.ts";
export { announceConnectors } from "./connector-work/announce-connectors.ts";
export { completeWork } from "./connector-work/complete-work.ts";
export { heartbeatWork } from "./connector-work/heartbeat-work.ts";
export { leaseWork } from "./connector-work/lease-work.ts";
export { downloadWorkImage, listWorkAssets, listWorkChanges } from "./connector-work/list-work.ts";
export { reportWork } from "./connector-work/report-work.ts";
export { listDeadLetters, redriveDeadLetters } from "./dead-letters/dead-letters.ts";
export * from "./deps.ts";
export { createExport } from "./exports/create-export.ts";
export { deleteExport, listExports } from "./exports/list-exports.ts";
export { exportDownloadUrl, getExport } from "./exports/read-export.ts";
export { type IdempotentCall, withIdempotency } from "./idempotency/with-idempotency.ts";
export { acceptInvitation } from "./identity/accept-invitation.ts";
export { apiKeyIdOfSecret } from "./identity/api-key-record.ts";
export { authenticate, authenticateKey } from "./identity/authenticate.ts";
export { type Caller, type KeyCaller, type PersonCaller, principalOf } from "./identity/caller.ts";
export { createApiKey } from "./identity/create-api-key.ts";
export { enterWorkspace } from "./identity/enter-workspace.ts";
export { getMe } from "./identity/get-me.ts";
export { createInvitation, deleteInvitation, listInvitations } from "./identity/invitations.ts";
export { listApiKeys } from "./identity/list-api-keys.ts";
export { listMembers } from "./identity/list-members.ts";
export { ensureOperatorKey, type OperatorKey } from "./identity/operator-key.ts";
export { removeMember } from "./identity/remove-member.ts";
export { revokeApiKey } from "./identity/revoke-api-key.ts";
export { rotateApiKey } from "./identity/rotate-api-key.ts";
export { updateMember } from "./identity/update-member.ts";
export type { Delivery } from "./jobs/delivery.ts";
export { type Disposition, describeMessage, handleMessage } from "./jobs/handle-message.ts";
export type { Control } from "./kiro/control.ts";
export { DISPATCH_ENTRIES, type DispatchDeps, dispatch } from "./kiro/dispatch.ts";
export { tallyOfLedgers } from "./kiro/ledger.ts";
export { assertBudgetsKnown, type DailyBudget } from "./limits/daily-budget.ts";
export { planOf, requestFactors } from "./limits/plan.ts";
export { createLiveFeed, type FeedReader, type LiveFeed } from "./live/feed.ts";
export { type EventsQuery, listEvents } from "./live/list-events.ts";
export { pruneLiveLog } from "./live/prune.ts";
export { lastSeqOf } from "./live/read-log.ts";
export { checkScope, inScope } from "./live/scope.ts";
export { referencedFiles } from "./maintenance/referenced-files.ts";
export { SWEEP_GRACE_MS, sweepBlobs } from "./maintenance/sweep-blobs.ts";
export { type SweptRecords, sweepRecords } from "./maintenance/sweep-records.ts";
export * from "./ports/index.ts";
export {
  applyPublication,
  pausePublication,
  resumePublication,
  revertPublication,
} from "./publications/control-publication.ts";
export { createPublication } from "./publications/create-publication.ts";
export {
  getPublication,
  listAssetLinks,
  listAssetReceipts,
  listPublicationChanges,
  listPublications,
  listTargetLinks,
} from "./publications/read-publication.ts";
export { unschedulePublication } from "./publications/schedule-step.ts";
export { acceptBestTry } from "./review/accept-best-try.ts";
export { createComment, deleteComment, listComments } from "./review/comments.ts";
export { compareVersions } from "./review/compare-versions.ts";
export { approveAsset, rejectAsset } from "./review/judge-asset.ts";
export { regenerateAsset } from "./review/regenerate-asset.ts";
export { reviewAssets } from "./review/review-assets.ts";
export { updateAsset } from "./review/update-asset.ts";
export { listVersions, restoreVersion } from "./review/versions.ts";
export { createSchedule } from "./schedules/create-schedule.ts";
export { deleteSchedule } from "./schedules/delete-schedule.ts";
export { getSchedule, listSchedules } from "./schedules/read-schedule.ts";
export { ringAlarm } from "./schedules/ring-alarm.ts";
export { runScheduleNow } from "./schedules/run-schedule-now.ts";
export { updateSchedule } from "./schedules/update-schedule.ts";
export { correlated, correlatedLog } from "./shared/correlation.ts";
export { invalidMember, invalidRequest } from "./shared/invalid-request.ts";
export { wordIssue } from "./shared/word-issue.ts";
export { createShare, listShares, openShare, revokeShare } from "./shares/shares.ts";
export { createStyle } from "./styles/create-style.ts";
export { deleteStyle } from "./styles/delete-style.ts";
export { getStyle, listStyles } from "./styles/read-style.ts";
export { updateStyle } from "./styles/update-style.ts";
export { listConnectors } from "./targets/announced-connectors.ts";
export { createTarget } from "./targets/create-target.ts";
export { deleteTarget } from "./targets/delete-target.ts";
export { checkTarget, listTargetItems } from "./targets/look-at-target.ts";
export { getTarget, listTargets } from "./targets/read-target.ts";
export { createTargetBatch, previewTargetBatch } from "./targets/target-batch.ts";
export { recordSync, updateTarget } from "./targets/update-target.ts";
export { getTask } from "./tasks/read-task.ts";
export { createUpload } from "./uploads/create-upload.ts";
export { getUsage } from "./usage/read-usage.ts";
export { createWebhook } from "./webhooks/create-webhook.ts";
export { deleteWebhook } from "./webhooks/delete-webhook.ts";
export { getWebhookDelivery, listWebhookDeliveries, replayWebhookDelivery } from "./webhooks/deliveries.ts";
export { getWebhook, listWebhooks } from "./webhooks/read-webhook.ts";
export { recoverWebhook } from "./webhooks/recover-webhook.ts";
export { rotateWebhook } from "./webhooks/rotate-webhook.ts";
export { testWebhook } from "./webhooks/test-webhook.ts";
export { updateWebhook } from "./webhooks/update-webhook.ts";
export { createWorkspace } from "./workspaces/create-workspace.ts";
export { deleteWorkspace } from "./workspaces/delete-workspace.ts";
export { erasers } from "./workspaces/erasers.ts";
export { ensureHomeWorkspace, HOME_WORKSPACE } from "./workspaces/home-workspace.ts";
export { getWorkspace, listWorkspaces } from "./workspaces/read-workspace.ts";
export { updateWorkspace } from "./workspaces/update-workspace.ts";

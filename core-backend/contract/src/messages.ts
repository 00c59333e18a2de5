import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  exportIdSchema,
  publicationIdSchema,
  scheduleIdSchema,
  targetIdSchema,
  taskIdSchema,
  webhookDeliveryIdSchema,
  webhookIdSchema,
  workspaceIdSchema,
} from "./ids.ts";
import { timestampSchema } from "./paging.ts";
import { scheduledActions } from "./resources/publication.ts";

/** Make, score and keep (or try again) the image of one task. */
export const generateMessageSchema = z.object({
  kind: z.literal("generate"),
  batchId: batchIdSchema,
  taskId: taskIdSchema,
});

/** Create and queue the next tasks of a batch. */
export const distributeMessageSchema = z.object({ kind: z.literal("distribute"), batchId: batchIdSchema });

/** Remove the tasks, assets and files of a batch that was deleted. */
export const deleteBatchMessageSchema = z.object({
  kind: z.literal("delete-batch"),
  batchId: batchIdSchema,
  // The batch is gone by then; messages of the first version have none.
  workspaceId: workspaceIdSchema.optional(),
});

/** Remove the versions, comments, links and files of an asset that was deleted. */
export const deleteAssetMessageSchema = z.object({
  kind: z.literal("delete-asset"),
  assetId: assetIdSchema,
  batchId: batchIdSchema,
  workspaceId: workspaceIdSchema,
});

/** Remove everything of a workspace that was deleted. */
export const deleteWorkspaceMessageSchema = z.object({
  kind: z.literal("delete-workspace"),
  workspaceId: workspaceIdSchema,
});

/** Queue a batch's failed tasks again, those of rows from `fromRow` on. */
export const retryFailedMessageSchema = z.object({
  kind: z.literal("retry-failed"),
  batchId: batchIdSchema,
  fromRow: z.int().positive(),
});

/** Queue the tasks that were put aside while their batch was paused. */
export const unparkMessageSchema = z.object({ kind: z.literal("unpark"), batchId: batchIdSchema });

/** Tag and categorise an asset. */
export const postProcessMessageSchema = z.object({
  kind: z.literal("post-process"),
  assetId: assetIdSchema,
});

/** Write an export package. */
export const exportMessageSchema = z.object({ kind: z.literal("export"), exportId: exportIdSchema });

/** Make the batch that a schedule has planned for a time. */
export const runScheduleMessageSchema = z.object({
  kind: z.literal("run-schedule"),
  scheduleId: scheduleIdSchema,
  plannedAt: timestampSchema,
});

const batchNotice = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), batchId: batchIdSchema, at: timestampSchema });

/** Tell a workspace's people by mail what happened at a time. */
export const notifyMessageSchema = z.object({
  kind: z.literal("notify"),
  workspaceId: workspaceIdSchema,
  about: z.discriminatedUnion("type", [
    batchNotice("batch.finished"),
    batchNotice("batch.alerted").extend({ failedTasks: z.int(), endedTasks: z.int() }),
    z.object({ type: z.literal("schedule.failed"), scheduleId: scheduleIdSchema, at: timestampSchema }),
    z.object({ type: z.literal("webhook.disabled"), webhookId: webhookIdSchema, at: timestampSchema }),
  ]),
});

/** Make deliveries of what is new in a workspace's log, for each of its webhooks. */
export const fanOutWebhooksMessageSchema = z.object({
  kind: z.literal("fan-out-webhooks"),
  workspaceId: workspaceIdSchema,
});

/** Send what is due to one webhook. */
export const drainWebhookMessageSchema = z.object({
  kind: z.literal("drain-webhook"),
  webhookId: webhookIdSchema,
  workspaceId: workspaceIdSchema,
  expect: webhookDeliveryIdSchema.optional().describe("The last one just made; an index may not have it yet"),
});

/** Send again, or for the first time, what happened since a time. */
export const recoverWebhookMessageSchema = z.object({
  kind: z.literal("recover-webhook"),
  webhookId: webhookIdSchema,
  workspaceId: workspaceIdSchema,
  since: timestampSchema,
  include: z.enum(["undelivered", "all"]),
  askedAt: timestampSchema,
});

/** Remove the deliveries of a webhook that was deleted. */
export const deleteWebhookMessageSchema = z.object({
  kind: z.literal("delete-webhook"),
  webhookId: webhookIdSchema,
  workspaceId: workspaceIdSchema,
});

/** Remove the publications, links and work of a target that was deleted. */
export const deleteTargetMessageSchema = z.object({
  kind: z.literal("delete-target"),
  targetId: targetIdSchema,
  workspaceId: workspaceIdSchema,
});

/** Apply or revert a publication because its time has come. */
export const runPublicationStepMessageSchema = z.object({
  kind: z.literal("run-publication-step"),
  publicationId: publicationIdSchema,
  workspaceId: workspaceIdSchema,
  action: z.enum(scheduledActions),
  at: timestampSchema.describe("As it was asked for: another one has taken its place if it differs"),
});

/** Everything a queue carries: ids only; the records say the rest, so a message can never be out of date. */
export const queueMessageSchema = z.discriminatedUnion("kind", [
  generateMessageSchema,
  distributeMessageSchema,
  deleteBatchMessageSchema,
  deleteAssetMessageSchema,
  deleteWorkspaceMessageSchema,
  retryFailedMessageSchema,
  unparkMessageSchema,
  postProcessMessageSchema,
  exportMessageSchema,
  runScheduleMessageSchema,
  notifyMessageSchema,
  fanOutWebhooksMessageSchema,
  drainWebhookMessageSchema,
  recoverWebhookMessageSchema,
  deleteWebhookMessageSchema,
  deleteTargetMessageSchema,
  runPublicationStepMessageSchema,
]);
export type QueueMessage = z.infer<typeof queueMessageSchema>;
export type GenerateMessage = z.infer<typeof generateMessageSchema>;
export type DistributeMessage = z.infer<typeof distributeMessageSchema>;
export type DeleteBatchMessage = z.infer<typeof deleteBatchMessageSchema>;
export type DeleteAssetMessage = z.infer<typeof deleteAssetMessageSchema>;
export type DeleteWorkspaceMessage = z.infer<typeof deleteWorkspaceMessageSchema>;
export type RetryFailedMessage = z.infer<typeof retryFailedMessageSchema>;
export type UnparkMessage = z.infer<typeof unparkMessageSchema>;
export type PostProcessMessage = z.infer<typeof postProcessMessageSchema>;
export type ExportMessage = z.infer<typeof exportMessageSchema>;
export type RunScheduleMessage = z.infer<typeof runScheduleMessageSchema>;
export type NotifyMessage = z.infer<typeof notifyMessageSchema>;
export type FanOutWebhooksMessage = z.infer<typeof fanOutWebhooksMessageSchema>;
export type DrainWebhookMessage = z.infer<typeof drainWebhookMessageSchema>;
export type RecoverWebhookMessage = z.infer<typeof recoverWebhookMessageSchema>;
export type DeleteWebhookMessage = z.infer<typeof deleteWebhookMessageSchema>;
export type DeleteTargetMessage = z.infer<typeof deleteTargetMessageSchema>;
export type RunPublicationStepMessage = z.infer<typeof runPublicationStepMessageSchema>;

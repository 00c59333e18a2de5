import { z } from "zod";

/** Ids are opaque strings with a readable prefix; they are safe in URLs, file names and blob keys. */
const id = <Brand extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[a-z0-9-]{4,60}$`), `must be an id that starts with "${prefix}_"`)
    .brand<Brand>();

export const workspaceIdSchema = id<"WorkspaceId">("ws");
export const batchIdSchema = id<"BatchId">("bat");
export const taskIdSchema = id<"TaskId">("tsk");
export const assetIdSchema = id<"AssetId">("ast");
export const styleProfileIdSchema = id<"StyleProfileId">("sty");
export const exportIdSchema = id<"ExportId">("exp");
export const uploadIdSchema = id<"UploadId">("upl");
export const apiKeyIdSchema = id<"ApiKeyId">("key");
export const userIdSchema = id<"UserId">("usr");
export const invitationIdSchema = id<"InvitationId">("inv");
export const commentIdSchema = id<"CommentId">("com");
export const scheduleIdSchema = id<"ScheduleId">("sch");
export const shareIdSchema = id<"ShareId">("shr");
export const auditRecordIdSchema = id<"AuditRecordId">("aud");
export const targetIdSchema = id<"TargetId">("tgt");
export const publicationIdSchema = id<"PublicationId">("pub");
export const changeIdSchema = id<"ChangeId">("chg");
export const workIdSchema = id<"WorkId">("wrk");
export const webhookIdSchema = id<"WebhookId">("whk");
export const webhookDeliveryIdSchema = id<"WebhookDeliveryId">("msg");

export type WorkspaceId = z.infer<typeof workspaceIdSchema>;
export type BatchId = z.infer<typeof batchIdSchema>;
export type TaskId = z.infer<typeof taskIdSchema>;
export type AssetId = z.infer<typeof assetIdSchema>;
export type StyleProfileId = z.infer<typeof styleProfileIdSchema>;
export type ExportId = z.infer<typeof exportIdSchema>;
export type UploadId = z.infer<typeof uploadIdSchema>;
export type ApiKeyId = z.infer<typeof apiKeyIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;
export type InvitationId = z.infer<typeof invitationIdSchema>;
export type CommentId = z.infer<typeof commentIdSchema>;
export type ScheduleId = z.infer<typeof scheduleIdSchema>;
export type ShareId = z.infer<typeof shareIdSchema>;
export type AuditRecordId = z.infer<typeof auditRecordIdSchema>;
export type TargetId = z.infer<typeof targetIdSchema>;
export type PublicationId = z.infer<typeof publicationIdSchema>;
export type ChangeId = z.infer<typeof changeIdSchema>;
export type WorkId = z.infer<typeof workIdSchema>;
export type WebhookId = z.infer<typeof webhookIdSchema>;
export type WebhookDeliveryId = z.infer<typeof webhookDeliveryIdSchema>;

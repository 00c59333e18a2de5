import { createHash } from "node:crypto";
import {
  type ApiKeyId,
  type AssetId,
  apiKeyIdSchema,
  assetIdSchema,
  type BatchId,
  batchIdSchema,
  type ChangeId,
  type CommentId,
  changeIdSchema,
  commentIdSchema,
  type ExportId,
  exportIdSchema,
  type PublicationId,
  publicationIdSchema,
  type ScheduleId,
  type StyleProfileId,
  scheduleIdSchema,
  styleProfileIdSchema,
  type TargetId,
  type TaskId,
  targetIdSchema,
  taskIdSchema,
  type UploadId,
  uploadIdSchema,
  type WorkId,
  type WorkspaceId,
  workIdSchema,
} from "@assetql/contract";
import type { Random } from "../ports/index.ts";

/** 130 bits of the parts' SHA-256, as lower-case hex: the same parts give the same id, so a repeated step finds its own work. */
export function digest(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

export const taskIdOf = (batchId: BatchId, row: number): TaskId =>
  taskIdSchema.parse(`tsk_${digest(batchId, row)}`);

export const assetIdOf = (taskId: TaskId): AssetId => assetIdSchema.parse(`ast_${digest(taskId)}`);

export const apiKeyIdOf = (secretHash: string): ApiKeyId =>
  apiKeyIdSchema.parse(`key_${secretHash.slice(0, 32)}`);

/** Planning the same thing again for a publication finds the change that is there. */
export const changeIdOf = (publicationId: PublicationId, externalId: string): ChangeId =>
  changeIdSchema.parse(`chg_${digest(publicationId, externalId)}`);

/** What a new id is made of: chance, or the caller's idempotency key, so that a repeated call makes the same id. */
export interface NewIdSource {
  readonly random: Random;
  readonly workspaceId: WorkspaceId;
  readonly idempotencyKey: string | undefined;
}

function suffix(kind: string, { random, workspaceId, idempotencyKey }: NewIdSource): string {
  return idempotencyKey === undefined ? random.id() : digest(kind, workspaceId, idempotencyKey);
}

export const newBatchId = (source: NewIdSource): BatchId =>
  batchIdSchema.parse(`bat_${suffix("batch", source)}`);
export const newStyleProfileId = (source: NewIdSource): StyleProfileId =>
  styleProfileIdSchema.parse(`sty_${suffix("style", source)}`);
export const newExportId = (source: NewIdSource): ExportId =>
  exportIdSchema.parse(`exp_${suffix("export", source)}`);
export const newCommentId = (source: NewIdSource): CommentId =>
  commentIdSchema.parse(`com_${suffix("comment", source)}`);
export const newUploadId = (source: NewIdSource): UploadId =>
  uploadIdSchema.parse(`upl_${suffix("upload", source)}`);

export const newScheduleId = (source: NewIdSource): ScheduleId =>
  scheduleIdSchema.parse(`sch_${suffix("schedule", source)}`);

export const newTargetId = (source: NewIdSource): TargetId =>
  targetIdSchema.parse(`tgt_${suffix("target", source)}`);
export const newPublicationId = (source: NewIdSource): PublicationId =>
  publicationIdSchema.parse(`pub_${suffix("publication", source)}`);
export const newWorkId = (random: Random): WorkId => workIdSchema.parse(`wrk_${random.id()}`);

/** A 32-bit seed for one try of one row, the same at every repetition. */
export function seedOf(batchSeed: number, row: number, attempt: number): number {
  return createHash("sha256").update(`${batchSeed}/${row}/${attempt}`).digest().readUInt32BE(0);
}

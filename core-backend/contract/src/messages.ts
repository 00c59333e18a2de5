import { z } from "zod";
import { assetIdSchema, batchIdSchema, exportIdSchema, taskIdSchema } from "./ids.ts";

/** Make, score and keep (or try again) the image of one task. */
export const generateMessageSchema = z.object({
  kind: z.literal("generate"),
  batchId: batchIdSchema,
  taskId: taskIdSchema,
});

/** Create and queue the next tasks of a batch. */
export const distributeMessageSchema = z.object({ kind: z.literal("distribute"), batchId: batchIdSchema });

/** Remove the tasks, assets and files of a batch that was deleted. */
export const deleteBatchMessageSchema = z.object({ kind: z.literal("delete-batch"), batchId: batchIdSchema });

/** Tag and categorise an asset. */
export const postProcessMessageSchema = z.object({
  kind: z.literal("post-process"),
  assetId: assetIdSchema,
  version: z.int().positive(),
});

/** Write an export package. */
export const exportMessageSchema = z.object({ kind: z.literal("export"), exportId: exportIdSchema });

/** Everything a queue carries: ids only; the records say the rest, so a message can never be out of date. */
export const queueMessageSchema = z.discriminatedUnion("kind", [
  generateMessageSchema,
  distributeMessageSchema,
  deleteBatchMessageSchema,
  postProcessMessageSchema,
  exportMessageSchema,
]);
export type QueueMessage = z.infer<typeof queueMessageSchema>;
export type GenerateMessage = z.infer<typeof generateMessageSchema>;
export type DistributeMessage = z.infer<typeof distributeMessageSchema>;
export type DeleteBatchMessage = z.infer<typeof deleteBatchMessageSchema>;
export type PostProcessMessage = z.infer<typeof postProcessMessageSchema>;
export type ExportMessage = z.infer<typeof exportMessageSchema>;

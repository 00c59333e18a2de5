import { type Batch, batchSchema } from "@assetql/contract";
import { z } from "zod";
import { workflowSchema } from "../kiro/workflow.ts";
import type { Collection, QueueName } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import { estimateCompletion, statisticsOf } from "./statistics.ts";

export const batchRecordSchema = batchSchema
  .pick({
    id: true,
    workspaceId: true,
    createdBy: true,
    name: true,
    styleProfileId: true,
    template: true,
    config: true,
    targetId: true,
    createdAt: true,
    updatedAt: true,
  })
  .extend({
    /** The style as it was at submission; see the style versions. */
    styleVersionId: z.string(),
    styleName: z.string(),
    threshold: z.number(),
    seed: z.int(),
    /** What one try of the batch's model costs, as it said at submission. */
    costPerImageMicroUsd: z.int().default(0),
    workflow: workflowSchema,
  });
export type BatchRecord = z.infer<typeof batchRecordSchema>;

export const batches: Collection<BatchRecord> = {
  name: "batches",
  parse: (value) => batchRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byStyle: ({ styleProfileId, createdAt }) => ({
      partition: styleProfileId,
      sort: sortableTime(createdAt),
    }),
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

/** The queue a batch's generation jobs go to. */
export const laneOf = ({ config }: BatchRecord): QueueName =>
  config.priority === "high" ? "priority" : "generation";

/** What the tries so far cost, at the price of the batch's submission. */
export const costMicroUsdOf = ({ workflow, costPerImageMicroUsd }: BatchRecord): number =>
  workflow.tally.tries * costPerImageMicroUsd;

export function toBatch(record: BatchRecord, options: { concurrency: number; now: number }): Batch {
  const {
    styleVersionId: _,
    styleName: __,
    threshold: ___,
    costPerImageMicroUsd: ____,
    seed,
    workflow,
    ...rest
  } = record;
  const { tally, status, totalTasks, completedAt, seq } = workflow;
  return {
    ...rest,
    config: { ...rest.config, seed },
    status,
    totalTasks,
    completedTasks: tally.completed,
    failedTasks: tally.failed,
    processingTasks: tally.processing,
    retryingTasks: tally.retrying,
    queuedTasks: totalTasks - tally.completed - tally.failed - tally.processing - tally.retrying,
    statistics: statisticsOf(workflow, rest.createdAt),
    usage: { tries: tally.tries, costUsd: costMicroUsdOf(record) / 1_000_000 },
    estimatedCompletion: estimateCompletion(workflow, options),
    seq,
    completedAt,
  };
}

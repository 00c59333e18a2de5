import { workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import { type BatchRecord, costMicroUsdOf } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { Workflow } from "../kiro/workflow.ts";
import { type Action, type Collection, create, replace } from "../ports/index.ts";

const count = z.int().default(0);

/** What a workspace's batches of one month came to. Exact: it changes only together with their records. */
export const usageRecordSchema = z.object({
  id: z.string(),
  workspaceId: workspaceIdSchema,
  /** As in `2026-11`, UTC: the month a batch was submitted in. */
  month: z.string(),
  batches: count,
  assets: count.describe("Reserved at submission, returned for what fails or is cancelled"),
  completed: count,
  failed: count,
  tries: count,
  costMicroUsd: count,
});
export type UsageRecord = z.infer<typeof usageRecordSchema>;

export const usages: Collection<UsageRecord> = {
  name: "usage",
  parse: (value) => usageRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, month }) => ({ partition: workspaceId, sort: month }),
  },
};

export const monthOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 7);

export const usageIdOf = (workspaceId: string, month: string): string => `${workspaceId}.${month}`;

const counted = ["batches", "assets", "completed", "failed", "tries", "costMicroUsd"] as const;
type Counts = Readonly<Record<(typeof counted)[number], number>>;

const NOTHING: Counts = { batches: 0, assets: 0, completed: 0, failed: 0, tries: 0, costMicroUsd: 0 };

/** What one batch has used so far; a batch that does not exist yet has used nothing. */
function countsOf(batch: BatchRecord | undefined): Counts {
  if (batch === undefined) return NOTHING;
  const { tally } = batch.workflow;
  return {
    batches: 1,
    assets: assetsIn(batch.workflow),
    completed: tally.completed,
    failed: tally.failed,
    tries: tally.tries,
    costMicroUsd: costMicroUsdOf(batch),
  };
}

/**
 * Of a cancelled batch, what was made, a task whose asset was to be made anew included. Else all that may still come:
 * tasks that failed have given theirs back, until a person wants them retried.
 */
function assetsIn({ status, requeueing, totalTasks, tally }: Workflow): number {
  if (status === "cancelled") return Math.max(tally.completed, tally.made);
  return requeueing ? totalTasks : totalTasks - tally.failed;
}

/** A month's usage before and after a batch's change, and the write from one to the other. */
export interface UsageChange {
  readonly before: UsageRecord;
  readonly after: UsageRecord;
  readonly action: Action;
}

/**
 * What a batch's change means for its month's usage; `undefined` when it means nothing. The action goes into the
 * transaction that replaces the batch, whose revision makes sure that no difference is counted twice. It replaces the
 * very record that is `before`: what holds for that one holds when the transaction is through.
 */
export async function usageChangeFor(
  { store }: Pick<CoreDeps, "store">,
  { before, after }: { before: BatchRecord | undefined; after: BatchRecord },
): Promise<UsageChange | undefined> {
  const was = countsOf(before);
  const is = countsOf(after);
  if (counted.every((name) => was[name] === is[name])) return undefined;
  const { workspaceId, createdAt } = after;
  const month = monthOf(createdAt);
  const id = usageIdOf(workspaceId, month);
  const stored = await store.get(usages, id);
  const known: UsageRecord = stored?.value ?? { id, workspaceId, month, ...NOTHING };
  const next: UsageRecord = { ...known };
  for (const name of counted) next[name] += is[name] - was[name];
  const action = stored === undefined ? create(usages, next) : replace(usages, next, stored.revision);
  return { before: known, after: next, action };
}

/** The action of {@link usageChangeFor} alone; none when there is nothing to change. */
export async function useFor(
  deps: Pick<CoreDeps, "store">,
  change: { before: BatchRecord | undefined; after: BatchRecord },
): Promise<readonly Action[]> {
  const usage = await usageChangeFor(deps, change);
  return usage === undefined ? [] : [usage.action];
}

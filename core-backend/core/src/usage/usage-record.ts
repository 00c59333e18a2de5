import { type WorkspaceId, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import { type BatchRecord, costMicroUsdOf } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { Workflow } from "../kiro/workflow.ts";
import { type Action, type Collection, create, replace } from "../ports/index.ts";

const count = z.int().default(0);

/** What a workspace's batches came to in one month. Exact: it changes only together with their records. */
export const usageRecordSchema = z.object({
  id: z.string(),
  workspaceId: workspaceIdSchema,
  /** As in `2026-11`, UTC: the month a batch was submitted in, or another version of an image was wanted in. */
  month: z.string(),
  batches: count,
  assets: count.describe("Reserved when they are asked for, returned for what fails or is cancelled"),
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

type Months = ReadonlyMap<string, Counts>;

/**
 * What one batch has used so far, by month; a batch that does not exist yet has used nothing. It counts in the month in
 * which it was submitted, and a new version of one of its assets in that in which a person wanted it.
 */
function countsOf(batch: BatchRecord | undefined): Months {
  const months = new Map<string, Counts>();
  if (batch === undefined) return months;
  const { workflow, createdAt } = batch;
  const { tally, status } = workflow;
  months.set(monthOf(createdAt), {
    batches: 1,
    assets: assetsIn(workflow),
    completed: madeIn(tally),
    failed: tally.failed,
    tries: tally.tries,
    costMicroUsd: costMicroUsdOf(batch),
  });
  const addTo = (month: string, counts: Partial<Counts>): void => {
    months.set(month, combined(months.get(month) ?? NOTHING, { ...NOTHING, ...counts }));
  };
  for (const [month, count] of Object.entries(tally.regenerated)) {
    addTo(month, { assets: count, completed: count });
  }
  if (status === "cancelled") return months;
  for (const [month, count] of Object.entries(tally.regenerating)) addTo(month, { assets: count });
  return months;
}

/** A task keeps its asset while another version of it is made. Batches of the first version only count what is completed. */
const madeIn = ({ completed, made }: Workflow["tally"]): number => Math.max(completed, made);

/**
 * Of a cancelled batch, what was made. Else all that may still come: tasks that failed have given theirs back, until a
 * person wants them retried.
 */
function assetsIn({ status, requeueing, totalTasks, tally }: Workflow): number {
  if (status === "cancelled") return madeIn(tally);
  return requeueing ? totalTasks : totalTasks - tally.failed;
}

function combined(one: Counts, other: Counts, sign: 1 | -1 = 1): Counts {
  const sum = { ...NOTHING };
  for (const name of counted) sum[name] = one[name] + sign * other[name];
  return sum;
}

/** A month's usage before and after a batch's change, and the write from one to the other. */
export interface UsageChange {
  readonly before: UsageRecord;
  readonly after: UsageRecord;
  readonly action: Action;
}

/**
 * What a batch's change means for the usage of each month that it means something for. The actions go into the
 * transaction that replaces the batch, whose revision makes sure that no difference is counted twice. Each replaces the
 * very record that is `before`: what holds for that one holds when the transaction is through.
 */
export async function usageChangesFor(
  deps: Pick<CoreDeps, "store">,
  { before, after }: { before: BatchRecord | undefined; after: BatchRecord },
): Promise<readonly UsageChange[]> {
  const was = countsOf(before);
  const is = countsOf(after);
  const changes: UsageChange[] = [];
  for (const month of new Set([...was.keys(), ...is.keys()])) {
    const change = combined(is.get(month) ?? NOTHING, was.get(month) ?? NOTHING, -1);
    if (counted.every((name) => change[name] === 0)) continue;
    changes.push(await usageChange(deps, { workspaceId: after.workspaceId, month, change }));
  }
  return changes;
}

async function usageChange(
  { store }: Pick<CoreDeps, "store">,
  { workspaceId, month, change }: { workspaceId: WorkspaceId; month: string; change: Counts },
): Promise<UsageChange> {
  const id = usageIdOf(workspaceId, month);
  const stored = await store.get(usages, id);
  const before: UsageRecord = stored?.value ?? { id, workspaceId, month, ...NOTHING };
  const after: UsageRecord = { ...before, ...combined(before, change) };
  const action = stored === undefined ? create(usages, after) : replace(usages, after, stored.revision);
  return { before, after, action };
}

/** The actions of {@link usageChangesFor} alone; none when there is nothing to change. */
export async function useFor(
  deps: Pick<CoreDeps, "store">,
  change: { before: BatchRecord | undefined; after: BatchRecord },
): Promise<readonly Action[]> {
  return (await usageChangesFor(deps, change)).map(({ action }) => action);
}

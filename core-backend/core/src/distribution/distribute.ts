import { batchIdSchema, type DistributeMessage } from "@assetql/contract";
import { z } from "zod";
import { type BatchRecord, batches, laneOf } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { isTerminal } from "../kiro/transitions.ts";
import { type Collection, ConflictError, create, replace, type Stored } from "../ports/index.ts";
import { announce, type OutgoingJob } from "../shared/outbox-body.ts";
import { newTask, tasks } from "../tasks/task-record.ts";
import { type BatchRow, readRows, rowBytes } from "./row-chunks.ts";

/** Tasks created in one transaction: with the checkpoint and the outbox entry within its 100 actions and 4 MB. */
const TASKS_AT_ONCE = 90;
const BYTES_AT_ONCE = 3_000_000;

/** How far a batch's rows have become tasks. */
const distributionSchema = z.object({ id: batchIdSchema, nextRow: z.int().positive() });
export type Distribution = z.infer<typeof distributionSchema>;

export const distributions: Collection<Distribution> = {
  name: "distributions",
  parse: (value) => distributionSchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
};

type DistributeDeps = Pick<CoreDeps, "store" | "blobs" | "outbox" | "clock" | "settings">;

/**
 * Makes tasks of a batch's next rows, queues them and moves the checkpoint, all in one transaction. While there
 * is room it queues itself again behind the other batches' turns, so that a large batch locks nobody out.
 */
export async function distribute(deps: DistributeDeps, { batchId }: DistributeMessage): Promise<void> {
  const batch = (await deps.store.get(batches, batchId))?.value;
  const checkpoint = await deps.store.get(distributions, batchId);
  if (batch === undefined || checkpoint === undefined || isTerminal(batch.workflow.status)) return;
  const room = roomFor(deps, batch, checkpoint.value);
  const rows = await nextRows(deps, batch, {
    from: checkpoint.value.nextRow,
    limit: Math.min(room, TASKS_AT_ONCE),
  });
  try {
    await commit(deps, { batch, checkpoint, rows, more: room > rows.length });
  } catch (error) {
    // The same message, delivered twice at once: the other one has moved the checkpoint.
    if (!(error instanceof ConflictError)) throw error;
  }
}

/** None while the batch is paused; resuming it asks for the next distribution. */
function roomFor({ settings }: DistributeDeps, { workflow }: BatchRecord, { nextRow }: Distribution): number {
  if (workflow.status === "paused") return 0;
  const outstanding = nextRow - 1 - workflow.tally.completed - workflow.tally.failed;
  return Math.max(0, settings.maxOutstandingTasks - outstanding);
}

async function nextRows(
  { blobs }: DistributeDeps,
  { id, workflow }: BatchRecord,
  { from, limit }: { from: number; limit: number },
): Promise<readonly BatchRow[]> {
  if (from > workflow.totalTasks || limit === 0) return [];
  const rows = await readRows(blobs, id, { from, limit });
  let bytes = 0;
  const tooMany = rows.findIndex((row) => {
    bytes += rowBytes(row);
    return bytes > BYTES_AT_ONCE;
  });
  // A single row is far below the limit: see MAX_ROW_BYTES.
  return tooMany < 0 ? rows : rows.slice(0, Math.max(1, tooMany));
}

interface Commit {
  readonly batch: BatchRecord;
  readonly checkpoint: Stored<Distribution>;
  readonly rows: readonly BatchRow[];
  /** There is room for more tasks than these. */
  readonly more: boolean;
}

async function commit({ store, outbox, clock }: DistributeDeps, { batch, checkpoint, rows, more }: Commit) {
  const now = clock.now();
  const created = rows.map((row) =>
    newTask({ batchId: batch.id, workspaceId: batch.workspaceId, ...row }, now),
  );
  const nextRow = checkpoint.value.nextRow + rows.length;
  const goesOn = more && nextRow <= batch.workflow.totalTasks;
  const jobs: OutgoingJob[] = created.map(({ id }) => ({
    queue: laneOf(batch),
    message: { kind: "generate", batchId: batch.id, taskId: id },
  }));
  if (goesOn) jobs.push({ queue: "workflow", message: { kind: "distribute", batchId: batch.id } });
  await store.transact([
    ...created.map((task) => create(tasks, task)),
    replace(distributions, { ...checkpoint.value, nextRow }, checkpoint.revision),
    announce(outbox, batch.id, {
      workspaceId: batch.workspaceId,
      events: [{ type: "batch.distributed", batchId: batch.id, nextRow, more: goesOn, at: now }],
      jobs,
    }),
  ]);
}

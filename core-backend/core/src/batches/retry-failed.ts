import type { RetryFailedMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { announce, type OutgoingJob } from "../shared/outbox-body.ts";
import { sortableRow } from "../shared/sort-keys.ts";
import { requeueTask } from "../tasks/step.ts";
import { steppedEvent, tasks } from "../tasks/task-record.ts";
import { batches, laneOf } from "./batch-record.ts";

/** Each with an outbox entry of its own, and one more, within the 100 actions of a transaction. */
const TASKS_AT_ONCE = 45;
/** While as many tasks are queued as may be: units of the backoff, which are seconds outside tests. */
const WAIT_UNITS = 5;

type RetryDeps = Pick<CoreDeps, "store" | "outbox" | "clock" | "settings">;

/**
 * Queues the next failed tasks of a batch for another round and itself for those after them, until the rows are
 * through: a task that fails again meanwhile is not taken twice. Safe to repeat.
 */
export async function retryFailed(deps: RetryDeps, { batchId, fromRow }: RetryFailedMessage): Promise<void> {
  const batch = (await deps.store.get(batches, batchId))?.value;
  if (batch === undefined || !batch.workflow.requeueing || batch.workflow.status === "cancelled") return;
  const { workspaceId, workflow } = batch;
  const at = deps.clock.now();
  const outstanding = workflow.distributedTasks - workflow.tally.completed - workflow.tally.failed;
  const limit = Math.min(TASKS_AT_ONCE, deps.settings.maxOutstandingTasks - outstanding);
  const again = (row: number, delaySeconds: number): OutgoingJob => ({
    queue: "workflow",
    message: { kind: "retry-failed", batchId, fromRow: row },
    delaySeconds,
  });
  if (limit <= 0) {
    const jobs = [again(fromRow, (WAIT_UNITS * deps.settings.backoffUnitMs) / 1000)];
    return deps.store.transact([announce(deps.outbox, batchId, { workspaceId, jobs })]);
  }
  const page = await deps.store.query(tasks, {
    index: "byStatus",
    partition: `${batchId}/failed`,
    from: sortableRow(fromRow),
    limit,
  });
  const lastRow = page.items.at(-1)?.value.row ?? fromRow;
  const more = page.cursor !== undefined;
  const requeued = page.items.map(({ value, revision }) => ({
    task: requeueTask(value, { note: value.note, now: at }),
    revision,
  }));
  await deps.store.transact([
    ...requeued.flatMap(({ task, revision }) => [
      replace(tasks, task, revision),
      // An entry a task, so that folding an entry touches one ledger at most, as the dispatcher counts on.
      announce(deps.outbox, batchId, {
        workspaceId,
        events: [steppedEvent(task, null)],
        jobs: [{ queue: laneOf(batch), message: { kind: "generate", batchId, taskId: task.id } }],
      }),
    ]),
    announce(deps.outbox, batchId, {
      workspaceId,
      events: [{ type: "batch.requeued", batchId, more, at }],
      jobs: more ? [again(lastRow + 1, 0)] : [],
    }),
  ]);
}

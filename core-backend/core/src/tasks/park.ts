import type { UnparkMessage } from "@assetql/contract";
import { batches, laneOf } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { type Action, replace, type Stored } from "../ports/index.ts";
import { announce, type OutgoingJob } from "../shared/outbox-body.ts";
import type { GenerationContext } from "./generation-context.ts";
import { parkTask, unparkTask } from "./step.ts";
import { steppedEvent, type TaskRecord, tasks } from "./task-record.ts";

type ParkDeps = Pick<CoreDeps, "store" | "outbox" | "clock">;

/** With the outbox entry and the job that goes on within the 100 actions of a transaction. */
const TASKS_AT_ONCE = 90;

/** Puts a task aside while its batch is paused, so that its message neither circles nor grows old in the queue. */
export async function park(deps: ParkDeps, { task, batch }: GenerationContext): Promise<void> {
  const parked = parkTask(task.value, deps.clock.now());
  const events = parked.step === task.value.step ? [] : [steppedEvent(parked, null)];
  await deps.store.transact([
    replace(tasks, parked, task.revision),
    ...(events.length === 0
      ? []
      : [announce(deps.outbox, batch.id, { workspaceId: batch.workspaceId, events })]),
  ]);
  // Resumed in between: the job that takes parked tasks up may have looked before this one was there.
  const now = (await deps.store.get(batches, batch.id))?.value.workflow.status;
  if (now !== "paused") await unparkPage(deps, [{ value: parked, revision: task.revision + 1 }]);
}

/** Queues the tasks that were put aside while their batch was paused, a page at a time. Safe to repeat. */
export async function unpark(deps: ParkDeps, { batchId }: UnparkMessage): Promise<void> {
  const batch = (await deps.store.get(batches, batchId))?.value;
  if (batch === undefined || batch.workflow.status === "paused") return;
  const page = await deps.store.query(tasks, { index: "byParked", partition: batchId, limit: TASKS_AT_ONCE });
  const goOn: OutgoingJob[] =
    page.cursor === undefined ? [] : [{ queue: "workflow", message: { kind: "unpark", batchId } }];
  await unparkPage(deps, page.items, goOn);
}

async function unparkPage(
  { store, outbox, clock }: ParkDeps,
  parked: readonly Stored<TaskRecord>[],
  further: readonly OutgoingJob[] = [],
): Promise<void> {
  const [first] = parked;
  if (first === undefined) return;
  const { batchId, workspaceId } = first.value;
  const batch = (await store.get(batches, batchId))?.value;
  if (batch === undefined) return;
  const now = clock.now();
  const actions: Action[] = parked.map(({ value, revision }) =>
    replace(tasks, unparkTask(value, now), revision),
  );
  const jobs: OutgoingJob[] = parked.map(({ value }) => ({
    queue: laneOf(batch),
    message: { kind: "generate", batchId, taskId: value.id },
  }));
  await store.transact([...actions, announce(outbox, batchId, { workspaceId, jobs: [...jobs, ...further] })]);
}

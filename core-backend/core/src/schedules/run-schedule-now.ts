import type { Batch, ScheduleId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { makeBatch } from "./make-batch.ts";
import { schedules } from "./schedule-record.ts";

/**
 * Makes a schedule's batch now, whether it is active or not; its times stay as they are. What goes wrong is told to
 * whoever asked. Throws the problem `not-found` and those of a submission.
 */
export async function runScheduleNow(
  deps: CoreDeps,
  principal: Principal,
  { id, idempotencyKey }: { id: ScheduleId; idempotencyKey?: string | undefined },
): Promise<Batch> {
  const { value } = await getOwned(deps, principal, { collection: schedules, id, what: "schedule" });
  const key = idempotencyKey === undefined ? undefined : `schedule/${id}/now/${idempotencyKey}`;
  const batch = await makeBatch(deps, value, { at: deps.clock.now(), idempotencyKey: key });
  await untilNoConflict(() => recordRun(deps, principal, { id, batch }));
  return batch;
}

async function recordRun(
  deps: CoreDeps,
  principal: Principal,
  { id, batch }: { id: ScheduleId; batch: Batch },
): Promise<void> {
  const stored = await deps.store.get(schedules, id);
  // Deleted meanwhile, or a repetition of a call that was recorded.
  if (stored === undefined || stored.value.lastBatchId === batch.id) return;
  const { workspaceId } = stored.value;
  const now = deps.clock.now();
  const after = {
    ...stored.value,
    lastRunAt: now,
    lastBatchId: batch.id,
    lastProblem: null,
    failuresInARow: 0,
    updatedAt: now,
  };
  await deps.store.transact([
    replace(schedules, after, stored.revision),
    audit(deps, principal, { action: "schedule.ran", subject: id, before: stored.value, after }),
    announce(deps.outbox, id, {
      workspaceId,
      events: [{ type: "schedule.ran", scheduleId: id, batchId: batch.id, at: now }],
    }),
  ]);
}

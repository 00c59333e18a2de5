import type { ScheduleId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { scheduleCsvKey, schedules } from "./schedule-record.ts";

type Deps = Pick<CoreDeps, "store" | "blobs" | "clock" | "random" | "outbox" | "scheduler">;

/** Deletes a schedule and its CSV; the batches it made stay. Throws the problem `not-found`. */
export async function deleteSchedule(
  deps: Deps,
  principal: Principal,
  { id }: { id: ScheduleId },
): Promise<void> {
  await untilNoConflict(async () => {
    const { value, revision } = await getOwned(deps, principal, {
      collection: schedules,
      id,
      what: "schedule",
    });
    await deps.store.transact([
      remove(schedules, id, revision),
      deps.scheduler.cancel(id),
      audit(deps, principal, { action: "schedule.deleted", subject: id, before: value }),
      announce(deps.outbox, id, {
        workspaceId: value.workspaceId,
        events: [{ type: "schedule.deleted", scheduleId: id, at: deps.clock.now() }],
      }),
    ]);
  });
  // A file that a crash leaves here is swept.
  await deps.blobs.delete([scheduleCsvKey(id)]);
}

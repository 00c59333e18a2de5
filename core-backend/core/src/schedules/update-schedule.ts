import { ProblemError, type Schedule, type ScheduleId, type UpdateSchedule } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { checkTimes } from "./check-times.ts";
import { type ScheduleRecord, schedules, toSchedule } from "./schedule-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "scheduler">;

/**
 * Renames, pauses or resumes a schedule, or changes its times. New times for one that has ended start it again.
 * Throws the problems `not-found` and `request-invalid`.
 */
export async function updateSchedule(
  deps: Deps,
  principal: Principal,
  { id, ...changes }: UpdateSchedule & { readonly id: ScheduleId },
): Promise<Schedule> {
  return untilNoConflict(async () => {
    const { value, revision } = await getOwned(deps, principal, {
      collection: schedules,
      id,
      what: "schedule",
    });
    const now = deps.clock.now();
    const { next, alarm } = change(deps, value, { changes, now });
    await deps.store.transact([
      replace(schedules, next, revision),
      ...alarm,
      audit(deps, principal, { action: actionOf(value, next), subject: id, before: value, after: next }),
      announce(deps.outbox, id, {
        workspaceId: value.workspaceId,
        events: [{ type: "schedule.changed", scheduleId: id, at: now }],
      }),
    ]);
    return toSchedule(next, now);
  });
}

/** The schedule as it was asked for, and what becomes of its alarm. */
function change(
  { scheduler }: Deps,
  before: ScheduleRecord,
  { changes, now }: { changes: UpdateSchedule; now: number },
): { next: ScheduleRecord; alarm: readonly Action[] } {
  const { id, workspaceId } = before;
  const { times, changed } = timesOf(before, changes);
  const status = statusOf(before, { status: changes.status, changed });
  const resumed = status === "active" && before.status !== "active";
  const next: ScheduleRecord = {
    ...before,
    ...times,
    name: changes.name ?? before.name,
    status,
    pausedBy: status === "paused" ? (before.pausedBy ?? "person") : null,
    failuresInARow: resumed ? 0 : before.failuresInARow,
    updatedAt: now,
  };
  if (!changed && !resumed) return { next, alarm: status === "paused" ? [scheduler.cancel(id)] : [] };
  const when = checkTimes(times, now);
  const planned = "cron" in when ? { ...next, cron: when.cron } : next;
  if (status !== "active") return { next: planned, alarm: [scheduler.cancel(id)] };
  const job = { kind: "run-schedule", workspaceId, scheduleId: id };
  return { next: planned, alarm: [scheduler.put({ id, when, job })] };
}

/** A schedule is either recurring or single: what is given replaces the other. */
function timesOf(before: ScheduleRecord, { cron, at, timeZone }: UpdateSchedule) {
  const isNew = cron !== undefined || at !== undefined;
  const times = {
    cron: isNew ? (cron ?? null) : before.cron,
    at: isNew ? (at ?? null) : before.at,
    timeZone: timeZone ?? before.timeZone,
  };
  const changed = times.cron !== before.cron || times.at !== before.at || times.timeZone !== before.timeZone;
  return { times, changed };
}

function statusOf(
  before: ScheduleRecord,
  { status, changed }: { status: UpdateSchedule["status"]; changed: boolean },
): ScheduleRecord["status"] {
  if (before.status !== "ended") return status ?? before.status;
  if (changed) return status ?? "active";
  if (status === undefined) return "ended";
  const message = "This schedule has ended: its only time is over. Give it another with `at` or `cron`.";
  const problem = { code: "schedule-ended", severity: "error", source: "request", message } as const;
  throw new ProblemError("request-invalid", message, [{ ...problem, path: "status" }]);
}

function actionOf(before: ScheduleRecord, after: ScheduleRecord): string {
  if (before.status === after.status) return "schedule.updated";
  return after.status === "paused" ? "schedule.paused" : "schedule.resumed";
}

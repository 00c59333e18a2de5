import { type BatchId, ProblemError, type RunScheduleMessage, SCHEDULE_LIMITS } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import { notifyJob } from "../notifications/notify-job.ts";
import { type Action, MAX_RECEIVES, replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { makeBatch } from "./make-batch.ts";
import { principalOf, type ScheduleRecord, schedules } from "./schedule-record.ts";

type Outcome = { readonly batchId: BatchId } | { readonly problem: ProblemError };

/** Problems of one run that a schedule keeps. */
const KEPT_PROBLEMS = 10;

/**
 * Makes the batch that is planned for a time, once however often the job is delivered. A run that fails is told on
 * the schedule, which goes on, unless it has failed too often in a row.
 */
export async function runSchedule(
  deps: CoreDeps,
  { scheduleId, plannedAt }: RunScheduleMessage,
  delivery: Delivery,
): Promise<void> {
  const schedule = (await deps.store.get(schedules, scheduleId))?.value;
  // Whatever deleted it may not have known of its alarm.
  if (schedule === undefined) return deps.store.transact([deps.scheduler.cancel(scheduleId)]);
  if (schedule.status !== "active" || schedule.lastPlannedAt === plannedAt) return;
  const outcome = await attempt(deps, schedule, { plannedAt, delivery });
  await untilNoConflict(() => recordOutcome(deps, { scheduleId, plannedAt }, outcome));
}

/** Anything unexpected throws and the job comes again; the last time it comes, that is what went wrong. */
async function attempt(
  deps: CoreDeps,
  schedule: ScheduleRecord,
  { plannedAt, delivery }: { plannedAt: number; delivery: Delivery },
): Promise<Outcome> {
  try {
    const idempotencyKey = `schedule/${schedule.id}/${plannedAt}`;
    const { id } = await makeBatch(deps, schedule, { at: plannedAt, idempotencyKey });
    return { batchId: id };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error };
    if (delivery.receives < MAX_RECEIVES || delivery.signal.aborted) throw error;
    deps.log("error", "a schedule's batch could not be made", {
      scheduleId: schedule.id,
      error: String(error),
    });
    return { problem: new ProblemError("internal", "The hub could not make the batch. Its log says why.") };
  }
}

async function recordOutcome(
  deps: CoreDeps,
  { scheduleId, plannedAt }: Pick<RunScheduleMessage, "scheduleId" | "plannedAt">,
  outcome: Outcome,
): Promise<void> {
  const stored = await deps.store.get(schedules, scheduleId);
  if (stored === undefined || stored.value.lastPlannedAt === plannedAt) return;
  const before = stored.value;
  const now = deps.clock.now();
  // Another time may have been set while this one's batch was made.
  const wasLast = before.cron === null && before.at === plannedAt;
  const ended = wasLast ? ({ status: "ended" } as const) : {};
  const ran = { ...before, ...ended, lastRunAt: now, lastPlannedAt: plannedAt, updatedAt: now };
  const { after, actions } =
    "batchId" in outcome ? succeeded(deps, ran, outcome.batchId) : failed(deps, ran, outcome.problem);
  await deps.store.transact([
    replace(schedules, after, stored.revision),
    audit(deps, principalOf(before), {
      action: "batchId" in outcome ? "schedule.ran" : "schedule.failed",
      subject: scheduleId,
      before,
      after,
    }),
    ...actions,
  ]);
}

interface Recorded {
  readonly after: ScheduleRecord;
  readonly actions: readonly Action[];
}

function succeeded({ outbox }: CoreDeps, ran: ScheduleRecord, batchId: BatchId): Recorded {
  const { id: scheduleId, workspaceId, updatedAt: at } = ran;
  return {
    after: { ...ran, lastBatchId: batchId, lastProblem: null, failuresInARow: 0 },
    actions: [
      announce(outbox, scheduleId, {
        workspaceId,
        events: [{ type: "schedule.ran", scheduleId, batchId, at }],
      }),
    ],
  };
}

function failed({ outbox, scheduler }: CoreDeps, ran: ScheduleRecord, problem: ProblemError): Recorded {
  const { id: scheduleId, workspaceId, updatedAt: at } = ran;
  const { code, message: detail } = problem;
  const failuresInARow = ran.failuresInARow + 1;
  const paused = ran.status === "active" && failuresInARow >= SCHEDULE_LIMITS.failuresInARow;
  return {
    after: {
      ...ran,
      ...(paused ? { status: "paused", pausedBy: "failures" } : {}),
      lastProblem: { code, detail, problems: problem.problems.slice(0, KEPT_PROBLEMS), at },
      failuresInARow,
    },
    actions: [
      announce(outbox, scheduleId, {
        workspaceId,
        events: [{ type: "schedule.failed", scheduleId, code, paused, at }],
        jobs: [notifyJob(workspaceId, { type: "schedule.failed", scheduleId, at })],
      }),
      ...(paused ? [scheduler.cancel(scheduleId)] : []),
    ],
  };
}

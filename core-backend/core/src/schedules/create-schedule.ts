import {
  type CreateSchedule,
  type IncomingFile,
  ProblemError,
  type Schedule,
  type ScheduleId,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import { prepareBatch } from "../batches/prepare-batch.ts";
import { renderRows } from "../batches/render-rows.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { ConflictError, create } from "../ports/index.ts";
import { newScheduleId } from "../shared/ids.ts";
import { announce } from "../shared/outbox-body.ts";
import { checkTimes } from "./check-times.ts";
import { getSchedule } from "./read-schedule.ts";
import { type ScheduleRecord, scheduleCsvKey, schedules } from "./schedule-record.ts";

type CreateScheduleInput = CreateSchedule & {
  readonly csvFile?: IncomingFile | undefined;
  readonly idempotencyKey?: string | undefined;
};

/**
 * Has a batch made at a time or again and again. Its input is checked as a submission's would be, and its CSV is
 * kept. Throws the problems `request-invalid` (also for times that cannot be), `input-invalid` with every problem
 * found, `not-found` and `upload-missing`.
 */
export async function createSchedule(
  deps: CoreDeps,
  principal: Principal,
  input: CreateScheduleInput,
): Promise<Schedule> {
  const { workspaceId } = principal;
  const { random, store } = deps;
  const id = newScheduleId({ random, workspaceId, idempotencyKey: input.idempotencyKey });
  // The same idempotency key has made it before.
  if ((await store.get(schedules, id)) !== undefined) return getSchedule(deps, principal, { id });
  const now = deps.clock.now();
  const when = checkTimes({ cron: input.cron ?? null, at: input.at ?? null, timeZone: input.timeZone }, now);
  const kept = await keepInput(deps, principal, { id, input });
  const record = newSchedule(principal, { id, input, kept, now });
  try {
    await store.transact([
      create(schedules, "cron" in when ? { ...record, cron: when.cron } : record),
      deps.scheduler.put({ id, when, job: { kind: "run-schedule", workspaceId, scheduleId: id } }),
      audit(deps, principal, { action: "schedule.created", subject: id, after: record }),
      announce(deps.outbox, id, {
        workspaceId,
        events: [{ type: "schedule.changed", scheduleId: id, at: now }],
      }),
    ]);
  } catch (error) {
    // A call with the same idempotency key has just made it.
    if (!(error instanceof ConflictError)) throw error;
  }
  return getSchedule(deps, principal, { id });
}

/** Checks every row and keeps the CSV, before the record that refers to it. */
async function keepInput(
  deps: CoreDeps,
  principal: Principal,
  { id, input }: { id: ScheduleId; input: CreateScheduleInput },
): Promise<{ rows: number; csvBytes: number }> {
  const prepared = await prepareBatch(deps, principal, { ...input.batch, csvFile: input.csvFile });
  const report = await renderRows(prepared, input.batch.template, async () => {});
  if (report.hasErrors) {
    const errors = report.problems.filter(({ severity }) => severity === "error").length;
    const count = errors === 1 ? "one problem has" : `${errors} problems have`;
    throw new ProblemError("input-invalid", `Nothing was scheduled: ${count} to be mended.`, report.problems);
  }
  const csv = typeof prepared.csv === "string" ? Buffer.from(prepared.csv, "utf8") : prepared.csv;
  await deps.blobs.put(scheduleCsvKey(id), csv, { contentType: "text/csv", overwrite: true });
  return { rows: report.rows, csvBytes: csv.byteLength };
}

interface NewSchedule {
  readonly id: ScheduleId;
  readonly input: CreateScheduleInput;
  readonly kept: { readonly rows: number; readonly csvBytes: number };
  readonly now: number;
}

function newSchedule(principal: Principal, { id, input, kept, now }: NewSchedule): ScheduleRecord {
  const { csv: _, csvUploadId: __, name = input.name, ...batch } = input.batch;
  return {
    id,
    workspaceId: principal.workspaceId,
    createdBy: principal.userId,
    name: input.name,
    status: "active",
    pausedBy: null,
    cron: input.cron ?? null,
    timeZone: input.timeZone,
    at: input.at ?? null,
    batch: { ...batch, name, ...kept },
    lastRunAt: null,
    lastBatchId: null,
    lastProblem: null,
    failuresInARow: 0,
    lastPlannedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

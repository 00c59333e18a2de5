import type { Batch } from "@assetql/contract";
import { batches } from "../batches/batch-record.ts";
import { createBatch } from "../batches/create-batch.ts";
import { getBatch } from "../batches/read-batch.ts";
import type { CoreDeps } from "../deps.ts";
import { newBatchId } from "../shared/ids.ts";
import { principalOf, type ScheduleRecord, scheduleCsvKey } from "./schedule-record.ts";

/**
 * Submits a schedule's batch in the name of who made the schedule. The same `idempotencyKey` finds the batch that it
 * has made. Throws the problems of {@link createBatch}.
 */
export async function makeBatch(
  deps: CoreDeps,
  schedule: ScheduleRecord,
  { at, idempotencyKey }: { at: number; idempotencyKey: string | undefined },
): Promise<Batch> {
  const principal = principalOf(schedule);
  const { workspaceId } = principal;
  if (idempotencyKey !== undefined) {
    // Looked for first: its style may be gone since it was made.
    const id = newBatchId({ random: deps.random, workspaceId, idempotencyKey });
    if ((await deps.store.get(batches, id)) !== undefined) return getBatch(deps, principal, { id });
  }
  const bytes = await deps.blobs.read(scheduleCsvKey(schedule.id));
  if (bytes === undefined) throw new Error(`The CSV of the schedule ${schedule.id} is missing`);
  const { name, rows: _, csvBytes: __, ...batch } = schedule.batch;
  return createBatch(deps, principal, {
    ...batch,
    name: `${name}, ${localTime(at, schedule.timeZone)}`,
    csvFile: { name: "rows.csv", bytes },
    idempotencyKey,
  });
}

/** `2026-03-01 14:05`: the Swedish way of writing it is ISO's. */
const localTime = (milliseconds: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(milliseconds);

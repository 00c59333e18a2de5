import { batchIdSchema, errorClasses, regenerationsSchema, type TaskStepped } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { addTallies, durationBucket, emptyTally, scoreBucket, subtractTallies, type Tally } from "./tally.ts";

/** Rows a ledger record holds: some 10 KB, since every fold reads, checks and writes one whole. */
export const LEDGER_ROWS = 100;

/** What is known of one task: its latest step. Scores are whole ten-thousandths, so that sums are exact. */
const ledgerRowSchema = z.object({
  step: z.int(),
  status: z.enum(["queued", "processing", "retrying", "completed", "failed"]),
  made: z.boolean().default(false),
  regenerations: regenerationsSchema.optional(),
  tries: z.int(),
  score: z.int().nullable(),
  errorClass: z.enum(errorClasses).nullable(),
  milliseconds: z.int().nullable(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

/** The latest step of up to {@link LEDGER_ROWS} tasks of a batch; `null` for a task nobody has touched yet. */
const ledgerSchema = z.object({
  id: z.string(),
  batchId: batchIdSchema,
  shard: z.int(),
  rows: z.array(ledgerRowSchema.nullable()),
});
export type Ledger = z.infer<typeof ledgerSchema>;

export const ledgers: Collection<Ledger> = {
  name: "batch-ledgers",
  parse: (value) => ledgerSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byBatch: ({ batchId, shard }) => ({ partition: batchId, sort: String(shard).padStart(4, "0") }),
  },
};

export const shardOf = (row: number): number => Math.floor((row - 1) / LEDGER_ROWS);

export const ledgerIdOf = (batchId: string, shard: number): string => `${batchId}.${shard}`;

export const emptyLedger = (batchId: Ledger["batchId"], shard: number): Ledger => ({
  id: ledgerIdOf(batchId, shard),
  batchId,
  shard,
  rows: [],
});

/**
 * Folds steps into a ledger. A step counts only if it is later than the one known, so any order and any number of
 * repetitions of the same events end in the same ledger.
 */
export function foldLedger(
  ledger: Ledger,
  events: readonly TaskStepped[],
): { ledger: Ledger; change: Tally } {
  const rows = [...ledger.rows];
  let change = emptyTally();
  for (const event of events) {
    const index = (event.row - 1) % LEDGER_ROWS;
    const known = rows[index] ?? null;
    if (known !== null && known.step >= event.step) continue;
    const latest = toRow(event);
    while (rows.length < index) rows.push(null);
    rows[index] = latest;
    change = addTallies(change, subtractTallies(tallyOf(latest), tallyOf(known)));
  }
  return { ledger: { ...ledger, rows }, change };
}

/** The tally that stored ledgers of one batch come to. */
export const tallyOfLedgers = (bodies: readonly unknown[]): Tally =>
  bodies
    .flatMap((body) => ledgerSchema.parse(body).rows)
    .map(tallyOf)
    .reduce(addTallies, emptyTally());

function toRow(stepped: TaskStepped): LedgerRow {
  const { step, status, made, regenerations, tries, score, errorClass, milliseconds } = stepped;
  return {
    step,
    status,
    made,
    ...(regenerations && { regenerations }),
    tries,
    score: score === null ? null : Math.round(score * 10_000),
    errorClass,
    milliseconds,
  };
}

/** What one task adds to its batch. */
function tallyOf(row: LedgerRow | null): Tally {
  const tally = emptyTally();
  if (row === null) return tally;
  const { status, made, regenerations, tries, score, milliseconds, errorClass } = row;
  if (status !== "queued") tally[status] = 1;
  // Events and rows of the first version only tell it by their status.
  if (made || status === "completed") tally.made = 1;
  if (regenerations !== undefined) {
    tally.regenerated = { ...regenerations.made };
    if (regenerations.making !== null) tally.regenerating = { [regenerations.making]: 1 };
  }
  tally.tries = tries;
  tally.retries = Math.max(0, tries - 1);
  if (milliseconds !== null) {
    tally.timed = 1;
    tally.milliseconds = milliseconds;
    tally.durations[durationBucket(milliseconds)] = 1;
  }
  if (status === "completed" && score !== null) {
    tally.scored = 1;
    tally.scoreSum = score;
    tally.scores[scoreBucket(score)] = 1;
  }
  if (status === "failed" && errorClass !== null) tally.failures[errorClass] = 1;
  return tally;
}

import { monthSchema } from "@assetql/contract";
import { z } from "zod";

const count = z.int();

/** Twentieths of the score: the last bucket holds a score of 1 as well. */
export const SCORE_BUCKETS = 20;
/** Below 0.125 s, then doubling: the last bucket holds 1,024 s and more. */
export const DURATION_BUCKETS = 15;

const histogram = (buckets: number) =>
  z
    .array(count)
    .length(buckets)
    .default(() => Array.from({ length: buckets }, () => 0));

export const scoreBucket = (tenThousandths: number): number =>
  Math.min(SCORE_BUCKETS - 1, Math.floor(tenThousandths / (10_000 / SCORE_BUCKETS)));

/** Upper ends of all buckets but the last, milliseconds. */
export const durationBucketEnds: readonly number[] = Array.from(
  { length: DURATION_BUCKETS - 1 },
  (_, index) => 125 * 2 ** index,
);

export function durationBucket(milliseconds: number): number {
  const index = durationBucketEnds.findIndex((end) => milliseconds < end);
  return index < 0 ? DURATION_BUCKETS - 1 : index;
}

const byMonth = z.record(monthSchema, count).default(() => ({}));

/** Sums over a batch's tasks. All are whole numbers: adding and taking away leaves no rounding behind. */
export const tallySchema = z.object({
  processing: count,
  retrying: count,
  completed: count,
  failed: count,
  made: count.default(0).describe("Tasks that have an asset, whatever they do now"),
  regenerating: byMonth.describe("New versions that are being made, by the month they were asked for in"),
  regenerated: byMonth.describe("New versions that were made, by the month they were asked for in"),
  retries: count,
  tries: count.default(0).describe("That ended, of all tasks"),
  scored: count,
  scoreSum: count.describe("Ten-thousandths"),
  timed: count,
  milliseconds: count.describe("Of the tries that ended last, over `timed` tasks"),
  failures: z.object({ transient: count, permanent: count, "style-deviation": count }),
  scores: histogram(SCORE_BUCKETS).describe("Of completed tasks"),
  durations: histogram(DURATION_BUCKETS).describe("Of the tries that ended last"),
});
export type Tally = z.infer<typeof tallySchema>;

export const emptyTally = (): Tally => ({
  processing: 0,
  retrying: 0,
  completed: 0,
  failed: 0,
  made: 0,
  regenerating: {},
  regenerated: {},
  retries: 0,
  tries: 0,
  scored: 0,
  scoreSum: 0,
  timed: 0,
  milliseconds: 0,
  failures: { transient: 0, permanent: 0, "style-deviation": 0 },
  // Not by Array.from, which took a third of the time of a fold.
  scores: new Array<number>(SCORE_BUCKETS).fill(0),
  durations: new Array<number>(DURATION_BUCKETS).fill(0),
});

export const addTallies = (a: Tally, b: Tally): Tally => combine(a, b, 1);
export const subtractTallies = (a: Tally, b: Tally): Tally => combine(a, b, -1);

function combine(a: Tally, b: Tally, sign: 1 | -1): Tally {
  return {
    processing: a.processing + sign * b.processing,
    retrying: a.retrying + sign * b.retrying,
    completed: a.completed + sign * b.completed,
    failed: a.failed + sign * b.failed,
    made: a.made + sign * b.made,
    regenerating: combineMonths(a.regenerating, b.regenerating, sign),
    regenerated: combineMonths(a.regenerated, b.regenerated, sign),
    retries: a.retries + sign * b.retries,
    tries: a.tries + sign * b.tries,
    scored: a.scored + sign * b.scored,
    scoreSum: a.scoreSum + sign * b.scoreSum,
    timed: a.timed + sign * b.timed,
    milliseconds: a.milliseconds + sign * b.milliseconds,
    failures: {
      transient: a.failures.transient + sign * b.failures.transient,
      permanent: a.failures.permanent + sign * b.failures.permanent,
      "style-deviation": a.failures["style-deviation"] + sign * b.failures["style-deviation"],
    },
    scores: a.scores.map((value, index) => value + sign * (b.scores[index] ?? 0)),
    durations: a.durations.map((value, index) => value + sign * (b.durations[index] ?? 0)),
  };
}

type ByMonth = Tally["regenerated"];

/** Months that come to nothing are left out: one that was never there is no other than one that has gone. */
function combineMonths(a: ByMonth, b: ByMonth, sign: 1 | -1): ByMonth {
  const sum = { ...a };
  for (const [month, count] of Object.entries(b)) {
    const next = (sum[month] ?? 0) + sign * count;
    if (next === 0) delete sum[month];
    else sum[month] = next;
  }
  return sum;
}

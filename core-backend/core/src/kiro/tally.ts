import { z } from "zod";

const count = z.int();

/** Sums over a batch's tasks. All are whole numbers: adding and taking away leaves no rounding behind. */
export const tallySchema = z.object({
  processing: count,
  retrying: count,
  completed: count,
  failed: count,
  retries: count,
  scored: count,
  scoreSum: count.describe("Ten-thousandths"),
  timed: count,
  milliseconds: count.describe("Of the tries that ended last, over `timed` tasks"),
  failures: z.object({ transient: count, permanent: count, "style-deviation": count }),
});
export type Tally = z.infer<typeof tallySchema>;

export const emptyTally = (): Tally => ({
  processing: 0,
  retrying: 0,
  completed: 0,
  failed: 0,
  retries: 0,
  scored: 0,
  scoreSum: 0,
  timed: 0,
  milliseconds: 0,
  failures: { transient: 0, permanent: 0, "style-deviation": 0 },
});

export const addTallies = (a: Tally, b: Tally): Tally => combine(a, b, 1);
export const subtractTallies = (a: Tally, b: Tally): Tally => combine(a, b, -1);

function combine(a: Tally, b: Tally, sign: 1 | -1): Tally {
  return {
    processing: a.processing + sign * b.processing,
    retrying: a.retrying + sign * b.retrying,
    completed: a.completed + sign * b.completed,
    failed: a.failed + sign * b.failed,
    retries: a.retries + sign * b.retries,
    scored: a.scored + sign * b.scored,
    scoreSum: a.scoreSum + sign * b.scoreSum,
    timed: a.timed + sign * b.timed,
    milliseconds: a.milliseconds + sign * b.milliseconds,
    failures: {
      transient: a.failures.transient + sign * b.failures.transient,
      permanent: a.failures.permanent + sign * b.failures.permanent,
      "style-deviation": a.failures["style-deviation"] + sign * b.failures["style-deviation"],
    },
  };
}

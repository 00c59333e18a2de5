import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationBucket, emptyTally, scoreBucket } from "../kiro/tally.ts";
import { durationsOf, noBounds, quantile, scoresOf, tryTimesOf, widestOf } from "./distributions.ts";

const milliseconds = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 1_000_000 }));

function tallyOf(durations: readonly number[]) {
  const tally = emptyTally();
  for (const duration of durations) {
    tally.timed += 1;
    tally.milliseconds += duration;
    const bucket = durationBucket(duration);
    tally.durations[bucket] = (tally.durations[bucket] ?? 0) + 1;
  }
  return tally;
}

/** Distribution of the durations, milliseconds. */
function distributionOf(durations: readonly number[]) {
  const bounds = { least: Math.min(...durations), most: Math.max(...durations) };
  return durationsOf(tallyOf(durations), durations.length === 0 ? noBounds : bounds);
}

describe("durations", () => {
  it("estimate a percentile within the bin of the true one, and within what was measured", () => {
    fc.assert(
      fc.property(fc.array(milliseconds, { minLength: 1, maxLength: 200 }), (durations) => {
        const { p50Seconds, p95Seconds, meanSeconds, bins } = distributionOf(durations);
        const sorted = durations.toSorted((one, other) => one - other);
        for (const [share, estimate] of [
          [0.5, p50Seconds],
          [0.95, p95Seconds],
        ] as const) {
          const exact = (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) / 1000;
          const bin = bins.find(({ from, to }) => exact >= from && (to === null || exact < to));
          expect(estimate).toBeGreaterThanOrEqual(bin?.from ?? Number.NaN);
          expect(estimate).toBeLessThanOrEqual(bin?.to ?? Number.POSITIVE_INFINITY);
          expect(estimate).toBeGreaterThanOrEqual((sorted[0] ?? 0) / 1000);
          expect(estimate).toBeLessThanOrEqual((sorted.at(-1) ?? 0) / 1000);
        }
        const sum = durations.reduce((total, one) => total + one, 0);
        expect(meanSeconds).toBe(sum / durations.length / 1000);
      }),
    );
  });

  it("of more than the last bin's start are told as at least that", () => {
    const tally = tallyOf([2_000_000]);
    expect(durationsOf(tally, tryTimesOf({ tally, tryTimes: null })).p50Seconds).toBe(1024);
  });

  it("of several batches are bounded by those of all, and by nothing when one does not know them", () => {
    const tally = tallyOf([260, 270]);
    const known = tryTimesOf({ tally, tryTimes: { shortest: 260, longest: 270 } });
    const unknown = tryTimesOf({ tally, tryTimes: null });
    const empty = tryTimesOf({ tally: emptyTally(), tryTimes: null });
    expect(durationsOf(tally, widestOf(known, empty)).p95Seconds).toBe(0.27);
    expect(durationsOf(tally, widestOf(known, unknown)).p95Seconds).toBe(0.4375);
  });

  it("are null when nothing was timed", () => {
    const { count, meanSeconds, p50Seconds, p95Seconds } = distributionOf([]);
    expect([count, meanSeconds, p50Seconds, p95Seconds]).toEqual([0, null, null, null]);
  });
});

describe("a quantile", () => {
  it("spreads a bin's values evenly, within their bounds", () => {
    const bins = [{ from: 0, to: 10, count: 10 }];
    expect([0.05, 0.5, 0.95].map((share) => quantile(bins, share, { least: 0, most: 9 }))).toEqual([
      0.5, 4.5, 9,
    ]);
  });
});

describe("scores", () => {
  it("lie in twentieths that meet without a gap, a score of 1 in the last", () => {
    const tally = emptyTally();
    for (const score of [0, 8_499, 8_500, 10_000]) {
      tally.scored += 1;
      tally.scoreSum += score;
      const bucket = scoreBucket(score);
      tally.scores[bucket] = (tally.scores[bucket] ?? 0) + 1;
    }
    const { bins, mean, count } = scoresOf(tally);
    expect(bins.filter((bin) => bin.count > 0).map(({ from, to }) => [from, to])).toEqual([
      [0, 0.05],
      [0.8, 0.85],
      [0.85, 0.9],
      [0.95, 1],
    ]);
    for (const [at, bin] of bins.entries()) if (at > 0) expect(bin.from).toBe(bins[at - 1]?.to);
    expect([mean, count]).toEqual([0.674975, 4]);
  });
});

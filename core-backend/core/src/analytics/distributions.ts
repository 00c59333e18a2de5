import type { Bin, DurationDistribution, ScoreDistribution } from "@assetql/contract";
import { durationBucketEnds, SCORE_BUCKETS, type Tally } from "../kiro/tally.ts";
import type { Workflow } from "../kiro/workflow.ts";

/** The smallest and the largest of some values, or what certainly lies beyond them. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Of no values. */
export const noBounds: Bounds = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };

export const widestOf = (one: Bounds, other: Bounds): Bounds => ({
  least: Math.min(one.least, other.least),
  most: Math.max(one.most, other.most),
});

/** How long the tries of a batch took, milliseconds. */
export function tryTimesOf({ tally, tryTimes }: Pick<Workflow, "tally" | "tryTimes">): Bounds {
  if (tally.timed === 0) return noBounds;
  if (tryTimes === null) return { least: 0, most: Number.POSITIVE_INFINITY };
  return { least: tryTimes.shortest, most: tryTimes.longest };
}

/** The style scores of a tally; exact but for the place within a bin. */
export function scoresOf({ scores, scored, scoreSum }: Tally): ScoreDistribution {
  return {
    count: scored,
    mean: scored === 0 ? null : scoreSum / scored / 10_000,
    bins: scores.map((count, index) => ({
      from: index / SCORE_BUCKETS,
      to: (index + 1) / SCORE_BUCKETS,
      count,
    })),
  };
}

/** How long tries took, seconds; `times` are the bounds of all of them, milliseconds. */
export function durationsOf({ durations, timed, milliseconds }: Tally, times: Bounds): DurationDistribution {
  const bounds = { least: times.least / 1000, most: times.most / 1000 };
  const bins = durations.map(
    (count, index): Bin => ({
      from: (durationBucketEnds[index - 1] ?? 0) / 1000,
      to: index < durationBucketEnds.length ? (durationBucketEnds[index] ?? 0) / 1000 : null,
      count,
    }),
  );
  return {
    count: timed,
    meanSeconds: timed === 0 ? null : milliseconds / timed / 1000,
    p50Seconds: quantile(bins, 0.5, bounds),
    p95Seconds: quantile(bins, 0.95, bounds),
    bins,
  };
}

/**
 * The value below which a share of all lies, as if those of a bin were spread evenly over it, but never beyond the
 * bounds of all values. The true one lies in the same bin. Of an open bin it is the lower end: at least that. `null`
 * when there is none.
 */
export function quantile(bins: readonly Bin[], share: number, { least, most }: Bounds): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  // The rank of the nearest-rank definition, so that the bin is the true one's.
  const rank = Math.max(1, Math.ceil(share * total));
  let below = 0;
  for (const { from, to, count } of bins) {
    if (count > 0 && below + count >= rank) {
      const estimate = to === null ? from : from + ((to - from) * (rank - below - 0.5)) / count;
      return Math.max(least, Math.min(most, estimate));
    }
    below += count;
  }
  return null;
}

import type { BatchStatistics } from "@assetql/contract";
import type { Workflow } from "../kiro/workflow.ts";

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** What a batch came to; times in seconds, scores 0..1. */
export function statisticsOf(
  { tally, minScore, maxScore, completedAt }: Workflow,
  createdAt: number,
): BatchStatistics {
  const meanScore = ratio(tally.scoreSum, tally.scored);
  const meanMs = ratio(tally.milliseconds, tally.timed);
  return {
    successRate: ratio(tally.completed, tally.completed + tally.failed) ?? 0,
    meanStyleScore: meanScore === null ? null : meanScore / 10_000,
    minStyleScore: minScore,
    maxStyleScore: maxScore,
    retries: tally.retries,
    failuresByClass: tally.failures,
    meanTaskSeconds: meanMs === null ? null : meanMs / 1000,
    totalSeconds: completedAt === null ? null : (completedAt - createdAt) / 1000,
  };
}

/**
 * When the batch will be done: what is left × the measured mean duration of a try ÷ how many run at once. `null`
 * before the first measurement and after the end.
 */
export function estimateCompletion(
  { tally, totalTasks, completedAt }: Workflow,
  { concurrency, now }: { concurrency: number; now: number },
): number | null {
  const meanMs = ratio(tally.milliseconds, tally.timed);
  if (completedAt !== null || meanMs === null) return null;
  const left = totalTasks - tally.completed - tally.failed;
  return Math.round(now + (left * meanMs) / Math.min(concurrency, Math.max(1, left)));
}

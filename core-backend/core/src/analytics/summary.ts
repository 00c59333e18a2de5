import type { AnalyticsSummary } from "@assetql/contract";
import { type BatchRecord, costMicroUsdOf } from "../batches/batch-record.ts";
import { addTallies, emptyTally, type Tally } from "../kiro/tally.ts";
import { type Bounds, durationsOf, noBounds, scoresOf, tryTimesOf, widestOf } from "./distributions.ts";

/** Sums over batches; whole numbers, so that their order does not matter. */
export interface Sums {
  readonly batches: number;
  readonly tasks: number;
  readonly costMicroUsd: number;
  readonly tally: Tally;
  readonly tryTimes: Bounds;
}

export const noSums: Sums = {
  batches: 0,
  tasks: 0,
  costMicroUsd: 0,
  tally: emptyTally(),
  tryTimes: noBounds,
};

export function addBatch(sums: Sums, batch: BatchRecord): Sums {
  return {
    batches: sums.batches + 1,
    tasks: sums.tasks + batch.workflow.totalTasks,
    costMicroUsd: sums.costMicroUsd + costMicroUsdOf(batch),
    tally: addTallies(sums.tally, batch.workflow.tally),
    tryTimes: widestOf(sums.tryTimes, tryTimesOf(batch.workflow)),
  };
}

export function toSummary({ batches, tasks, costMicroUsd, tally, tryTimes }: Sums): AnalyticsSummary {
  const ended = tally.completed + tally.failed;
  return {
    batches,
    tasks,
    completed: tally.completed,
    failed: tally.failed,
    failuresByClass: tally.failures,
    successRate: ended === 0 ? null : tally.completed / ended,
    tries: tally.tries,
    retries: tally.retries,
    costUsd: costMicroUsd / 1_000_000,
    scores: scoresOf(tally),
    durations: durationsOf(tally, tryTimes),
  };
}

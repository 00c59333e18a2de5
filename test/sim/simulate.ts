import { seededChance } from "./chance.ts";
import { differences, simulateBatch } from "./simulate-batch.ts";

export interface Simulation {
  /** Numbers of the batches that came out wrong, with what is wrong. */
  readonly wrong: readonly { readonly batch: number; readonly differences: readonly string[] }[];
  readonly totals: Readonly<Record<string, number>>;
}

/** Simulates batch after batch until `events` have happened, each from a seed of its own. */
export function simulate(
  { events, seed }: { events: number; seed: number },
  onProgress: (events: number) => void = () => {},
): Simulation {
  const wrong: { batch: number; differences: readonly string[] }[] = [];
  const totals = { batches: 0, tasks: 0, completed: 0, failed: 0, cancelledBatches: 0 };
  const counts = { events: 0, folded: 0, losses: 0, kills: 0, asked: 0, finished: 0, alerts: 0 };
  while (counts.events < events) {
    const number = totals.batches;
    const batch = simulateBatch(seededChance(seed * 1_000_003 + number), number);
    const found = differences(batch);
    if (found.length > 0) wrong.push({ batch: number, differences: found });
    const { status, tally, distributedTasks } = batch.kiro.workflow;
    totals.batches += 1;
    totals.tasks += distributedTasks;
    totals.completed += tally.completed;
    totals.failed += tally.failed;
    totals.cancelledBatches += status === "cancelled" ? 1 : 0;
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += batch.counts[name];
    onProgress(counts.events);
  }
  return { wrong, totals: { ...totals, ...counts } };
}

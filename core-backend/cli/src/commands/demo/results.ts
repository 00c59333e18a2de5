import type { Asset, Batch, Task } from "@assetql/contract";
import { take } from "../../pages.ts";
import type { DemoRun } from "./demo.ts";

/** A batch that has ended, with everything it made, in the order of its rows. */
export interface Results {
  readonly batch: Batch;
  readonly tasks: readonly Task[];
  readonly assets: readonly Asset[];
}

export async function readResults({ client }: DemoRun, batch: Batch): Promise<Results> {
  const everything = Number.POSITIVE_INFINITY;
  return {
    batch,
    tasks: await take(client.batches.allTasks(batch.id), everything),
    assets: await take(client.assets.listAll({ batchId: batch.id }), everything),
  };
}

/** The style score that images of a batch had to reach. */
export const gateOf = (batch: Batch, style: { readonly deviationThreshold: number }): number =>
  batch.config.threshold ?? style.deviationThreshold;

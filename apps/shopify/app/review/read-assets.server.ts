import { ApiProblemError, type Client } from "@assetql/client";
import type { Asset, AssetId, Task } from "@assetql/contract";
import { inParallel } from "./in-parallel.ts";

/** Images by their ids; those that are gone are left out. */
export async function readAssets(hub: Client, ids: readonly AssetId[]): Promise<Asset[]> {
  const found = new Map<string, Asset>();
  await inParallel(ids, async (id) => {
    try {
      found.set(id, await hub.assets.get(id));
    } catch (error) {
      if (!(error instanceof ApiProblemError) || error.status !== 404) throw error;
    }
  });
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Undefined where the task is gone. */
export async function taskOf(hub: Client, { taskId }: Asset): Promise<Task | undefined> {
  try {
    return await hub.batches.task(taskId);
  } catch (error) {
    if (error instanceof ApiProblemError && error.status === 404) return undefined;
    throw error;
  }
}

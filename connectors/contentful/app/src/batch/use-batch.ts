import type { Asset, Batch, BatchId } from "@assetql/contract";
import { useCallback } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { useLoad } from "../common/use-load.ts";
import { useWatch } from "../common/use-watch.ts";

const ended: ReadonlySet<Batch["status"]> = new Set(["completed", "failed", "cancelled"]);
export const hasEnded = ({ status }: Batch): boolean => ended.has(status);

/** While a batch runs its images are read so often, however many there are; then once more. */
const READS = 20;

/** A batch as it goes on, with its images, best style score first. */
export function useBatch(id: BatchId) {
  const { api } = useReadyApp();
  const look = useCallback((signal: AbortSignal) => api.batch(id, { signal }), [api, id]);
  const watched = useWatch(look, hasEnded);
  const batch = watched.value;
  const turn = batch === null ? null : turnOf(batch);
  const assets = useLoad(
    async (signal) =>
      turn === null ? null : sorted(await allAssets((cursor) => api.assets(id, cursor, { signal }))),
    [api, id, turn],
  );
  return { watched, batch, assets };
}

const turnOf = (batch: Batch): string =>
  hasEnded(batch)
    ? `ended ${batch.seq}`
    : `running ${Math.floor(batch.completedTasks / Math.max(1, Math.ceil(batch.totalTasks / READS)))}`;

async function allAssets(
  load: (cursor: string | undefined) => Promise<{ items: readonly Asset[]; cursor?: string | undefined }>,
): Promise<Asset[]> {
  const assets: Asset[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    assets.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return assets;
}

/** By style score, best first; equal ones by row, so that the order is the same each time. */
export const sorted = (assets: readonly Asset[]): readonly Asset[] =>
  assets.toSorted((a, b) => b.styleScore.score - a.styleScore.score || a.row - b.row);

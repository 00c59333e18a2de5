import type { Asset, Batch, BatchId } from "@assetql/contract";
import { useCallback, useMemo, useState } from "react";
import { hasEnded, sorted } from "../batch/use-batch.ts";
import { useReadyApp } from "../common/app-gate.tsx";
import { useWatch } from "../common/use-watch.ts";
import type { Failure } from "../hub/failure.ts";
import { isBatchOf } from "./batch-name.ts";

export interface EntryCandidates {
  /** Best style score first; null until they have been looked for. */
  readonly assets: readonly Asset[] | null;
  readonly done: number;
  readonly total: number;
  /** Images that did not come near enough to the style, or failed, of those asked for since the sidebar was opened. */
  readonly failed: number;
  readonly isRunning: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
  readonly add: (batches: readonly Batch[]) => void;
  readonly replace: (asset: Asset) => void;
}

interface Look {
  readonly batches: readonly Batch[];
  readonly assets: readonly Asset[];
}

/** Older ones are on the app's page. */
const MOST_BATCHES = 6;

/** The images made for an entry in its sidebar, also those of earlier visits; it goes on looking while some are made. */
export function useCandidates(entryId: string): EntryCandidates {
  const { api } = useReadyApp();
  const [asked, setAsked] = useState<readonly BatchId[]>([]);
  const look = useCallback(
    async (signal: AbortSignal): Promise<Look> => {
      const page = await api.batches(undefined, { signal });
      const batches = page.items.filter(({ name }) => isBatchOf(name, entryId)).slice(0, MOST_BATCHES);
      const made = batches.filter(({ completedTasks }) => completedTasks > 0);
      const pages = await Promise.all(made.map(({ id }) => api.assets(id, undefined, { signal })));
      return { batches, assets: sorted(pages.flatMap(({ items }) => items)) };
    },
    [api, entryId],
  );
  const watched = useWatch(look, isOver);
  const { value, failure, retry, set } = watched;
  return useMemo(() => {
    const batches = value?.batches ?? [];
    const ours = batches.filter(({ id }) => asked.includes(id));
    const counted = ours.some((batch) => !hasEnded(batch))
      ? ours
      : batches.filter((batch) => !hasEnded(batch));
    return {
      assets: value?.assets ?? null,
      done: sum(counted, ({ completedTasks, failedTasks }) => completedTasks + failedTasks),
      total: sum(counted, ({ totalTasks }) => totalTasks),
      failed: sum(ours, ({ failedTasks }) => failedTasks),
      isRunning: batches.some((batch) => !hasEnded(batch)),
      failure,
      retry,
      add(added) {
        setAsked(added.map(({ id }) => id));
        set({ batches: [...added, ...batches], assets: value?.assets ?? [] });
      },
      replace(asset) {
        if (value === null) return;
        set({ batches, assets: value.assets.map((other) => (other.id === asset.id ? asset : other)) });
      },
    };
  }, [value, failure, retry, set, asked]);
}

const isOver = ({ batches }: Look): boolean => batches.every(hasEnded);

const sum = (batches: readonly Batch[], of: (batch: Batch) => number): number =>
  batches.reduce((total, batch) => total + of(batch), 0);

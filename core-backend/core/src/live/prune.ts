import type { WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { RECORD_LIMITS, remove } from "../ports/index.ts";
import { eachRecord } from "../shared/pages.ts";
import { liveChunks, liveHeads } from "./live-log.ts";
import { endOf } from "./read-log.ts";

/** A client that was away for longer reads the resources again. */
const KEPT_MS = 24 * 3600 * 1000;
/** About 75 MB in the worst case that was seen: 300 bytes an event. */
const KEPT_EVENTS = 250_000;

/**
 * Removes what no client will resume from: chunks older than a day, and those before a workspace's last 250,000
 * events. The oldest go first, so what stays is the end of each log without a hole, whenever this is stopped.
 * Resolves to the number of removed chunks.
 */
export async function pruneLiveLog(
  deps: Pick<CoreDeps, "store" | "clock">,
  {
    signal,
    keptMs = KEPT_MS,
    keptEvents = KEPT_EVENTS,
  }: { signal?: AbortSignal; keptMs?: number; keptEvents?: number } = {},
): Promise<number> {
  const before = deps.clock.now() - keptMs;
  let removed = 0;
  for await (const { value } of eachRecord(deps.store, liveHeads, { index: "all", partition: "all" })) {
    if (signal?.aborted) break;
    const upTo = value.seq - keptEvents;
    removed += await pruneWorkspace(deps.store, value.id, { before, upTo, signal });
  }
  return removed;
}

async function pruneWorkspace(
  store: CoreDeps["store"],
  workspaceId: WorkspaceId,
  { before, upTo, signal }: { before: number; upTo: number; signal: AbortSignal | undefined },
): Promise<number> {
  const query = {
    index: "byWorkspace",
    partition: workspaceId,
    limit: RECORD_LIMITS.transactionActions,
  };
  let removed = 0;
  while (!signal?.aborted) {
    // From the start again: what was removed is gone from the index, or is removed twice, which does no harm.
    const { items } = await store.query(liveChunks, query);
    const kept = items.findIndex(({ value }) => value.at >= before && endOf(value) > upTo);
    const old = kept < 0 ? items : items.slice(0, kept);
    if (old.length > 0) await store.transact(old.map(({ value }) => remove(liveChunks, value.id)));
    removed += old.length;
    if (kept >= 0 || old.length < query.limit) return removed;
  }
  return removed;
}

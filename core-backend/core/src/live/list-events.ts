import type { AssetId, BatchId, LiveEvent, LiveEventPage, LiveScope } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { lastSeqOf, oldestSeqOf, readLog } from "./read-log.ts";
import { checkScope, inScope } from "./scope.ts";

/** Chunks that one call looks at, so that a rare match reads no log without end. */
const CHUNKS_A_CALL = 50;

export interface EventsQuery {
  readonly after?: number | undefined;
  readonly limit: number;
  readonly batchId?: BatchId | undefined;
  readonly assetId?: AssetId | undefined;
}

/**
 * The events after number `after`, for clients that cannot follow them over a socket. Without `after` there are
 * none, only the number to go on with. Throws the problem `not-found` (batch, asset).
 */
export async function listEvents(
  deps: Pick<CoreDeps, "store">,
  principal: Principal,
  query: EventsQuery,
): Promise<LiveEventPage> {
  const { workspaceId } = principal;
  const scopes = scopesOf(query);
  for (const scope of scopes) await checkScope(deps, principal, scope);
  const events: LiveEvent[] = [];
  const start = query.after ?? (await lastSeqOf(deps, workspaceId));
  let lastSeq = start;
  let oldestSeq: number | undefined;
  for (let chunks = 0; chunks < CHUNKS_A_CALL && events.length < query.limit; chunks += 1) {
    const slice = await readLog(deps, workspaceId, lastSeq);
    oldestSeq ??= slice.oldestSeq;
    const found = slice.events.filter((event) => scopes.every((scope) => inScope(scope, event)));
    const taken = found.slice(0, query.limit - events.length);
    events.push(...taken);
    lastSeq = taken.length < found.length ? (taken.at(-1)?.seq ?? lastSeq) : slice.lastSeq;
    if (slice.events.length === 0) break;
  }
  const more = (await lastSeqOf(deps, workspaceId)) > lastSeq;
  // What follows `start` was there, whatever an index that lags makes the oldest.
  oldestSeq ??= Math.min(start + 1, await oldestSeqOf(deps, workspaceId));
  return { events, lastSeq, oldestSeq, more };
}

/** An event must be in all of them. */
function scopesOf({ batchId, assetId }: EventsQuery): readonly LiveScope[] {
  return [
    ...(batchId === undefined ? [] : [{ kind: "batch", id: batchId } as const]),
    ...(assetId === undefined ? [] : [{ kind: "asset", id: assetId } as const]),
  ];
}

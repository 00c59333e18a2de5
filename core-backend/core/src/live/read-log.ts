import type { LiveEvent, WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type LiveChunk, liveChunkId, liveChunks, liveHeads, sortableSeq } from "./live-log.ts";

type LogDeps = Pick<CoreDeps, "store">;

/** The next part of a workspace's log. */
export interface LogSlice {
  /** In order and without a gap between them; none at the end of the log. */
  readonly events: readonly LiveEvent[];
  /** Go on after this one. */
  readonly lastSeq: number;
  /** Set when what followed the asked number is not kept: the first number that can still be had. */
  readonly oldestSeq?: number;
}

/** The number of a workspace's last event; 0 before the first. */
export async function lastSeqOf({ store }: LogDeps, workspaceId: WorkspaceId): Promise<number> {
  return (await store.get(liveHeads, workspaceId))?.value.seq ?? 0;
}

/** The number of the oldest event that is kept; one more than the last when there is none. */
export async function oldestSeqOf({ store }: LogDeps, workspaceId: WorkspaceId): Promise<number> {
  const last = await lastSeqOf({ store }, workspaceId);
  const query = { index: "byWorkspace", partition: workspaceId, limit: 1 };
  const page = await store.query(liveChunks, query);
  return page.items[0]?.value.firstSeq ?? last + 1;
}

/** The events of one chunk that come after number `after`. */
export async function readLog(deps: LogDeps, workspaceId: WorkspaceId, after: number): Promise<LogSlice> {
  const last = await lastSeqOf(deps, workspaceId);
  if (after === last) return { events: [], lastSeq: last };
  // Beyond the end: the number is of another history, that of a hub before an older backup was restored.
  const chunk = after > last ? undefined : await chunkWith(deps, workspaceId, after + 1);
  return chunk === undefined
    ? readOldest(deps, workspaceId, Math.min(after, last))
    : { events: eventsOf(chunk, after), lastSeq: endOf(chunk) };
}

/** Where the log goes on for a reader whose next event is not kept. */
async function readOldest({ store }: LogDeps, workspaceId: WorkspaceId, after: number): Promise<LogSlice> {
  const last = await lastSeqOf({ store }, workspaceId);
  const query = { index: "byWorkspace", partition: workspaceId, from: sortableSeq(after + 1), limit: 1 };
  const [oldest] = (await store.query(liveChunks, query)).items;
  if (oldest === undefined) return { events: [], lastSeq: last, oldestSeq: last + 1 };
  const { value } = oldest;
  return { events: eventsOf(value, after), lastSeq: endOf(value), oldestSeq: value.firstSeq };
}

/**
 * The chunk that holds number `seq`: the newest are found by id, which never lags; older ones by the index, and from
 * what it shows on by id.
 */
async function chunkWith(
  { store }: LogDeps,
  workspaceId: WorkspaceId,
  seq: number,
): Promise<LiveChunk | undefined> {
  const chunkAt = async (firstSeq: number) =>
    (await store.get(liveChunks, liveChunkId(workspaceId, firstSeq)))?.value;
  const starting = await chunkAt(seq);
  if (starting !== undefined) return starting;
  const recent = (await store.get(liveHeads, workspaceId))?.value.recent.findLast((first) => first <= seq);
  if (recent !== undefined) return chunkAt(recent);
  const page = await store.query(liveChunks, {
    index: "byWorkspace",
    partition: workspaceId,
    to: sortableSeq(seq),
    order: "descending",
    limit: 1,
  });
  let chunk = page.items[0]?.value;
  while (chunk !== undefined && endOf(chunk) < seq) chunk = await chunkAt(endOf(chunk) + 1);
  return chunk;
}

export const endOf = ({ firstSeq, events }: Pick<LiveChunk, "firstSeq" | "events">): number =>
  firstSeq + events.length - 1;

function eventsOf({ firstSeq, events }: LiveChunk, after: number): LiveEvent[] {
  return events.map((event, index) => ({ seq: firstSeq + index, event })).filter(({ seq }) => seq > after);
}

import { type DomainEvent, domainEventSchema, type WorkspaceId, workspaceIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps } from "../deps.ts";
import { type Action, type Collection, create, replace } from "../ports/index.ts";

/** Bytes of events a chunk may hold; a record's limit is 400 KB. */
const CHUNK_BYTES = 300_000;

/** Chunks that a head names; an index that lags does so by far fewer. */
const RECENT_CHUNKS = 64;

const liveHeadSchema = z.object({
  id: workspaceIdSchema,
  seq: z.int().nonnegative(),
  /** First numbers of the newest chunks, ascending: they are found by id, even when no index shows them yet. */
  recent: z.array(z.int().positive()).default([]),
});
/** The number of a workspace's last event. */
export const liveHeads: Collection<z.infer<typeof liveHeadSchema>> = {
  name: "live-heads",
  parse: (value) => liveHeadSchema.parse(value),
  id: ({ id }) => id,
  // One entry a workspace, so that a pruner finds them all.
  indexes: { all: ({ id }) => ({ partition: "all", sort: id }) },
};

const liveChunkSchema = z.object({
  id: z.string(),
  workspaceId: workspaceIdSchema,
  /** Number of its first event; the others follow without a gap. */
  firstSeq: z.int().positive(),
  events: z.array(domainEventSchema).min(1),
  at: z.number(),
});
export type LiveChunk = z.infer<typeof liveChunkSchema>;

export const sortableSeq = (seq: number): string => String(seq).padStart(12, "0");

/**
 * A workspace's events in the order they were dispatched. The chunk after one that ends with `n` has the id of
 * `n + 1`, so a reader that knows where it is goes on with `get`, which never lags.
 */
export const liveChunks: Collection<LiveChunk> = {
  name: "live-chunks",
  parse: (value) => liveChunkSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, firstSeq }) => ({ partition: workspaceId, sort: sortableSeq(firstSeq) }),
  },
};

export const liveChunkId = (workspaceId: string, firstSeq: number): string => `${workspaceId}.${firstSeq}`;

/** The actions that number events and append them to their workspace's log; none without events. */
export async function appendLive(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  workspaceId: WorkspaceId,
  events: readonly DomainEvent[],
): Promise<readonly Action[]> {
  if (events.length === 0) return [];
  const head = await store.get(liveHeads, workspaceId);
  let seq = head?.value.seq ?? 0;
  const chunks = split(events).map((part) => {
    const firstSeq = seq + 1;
    seq += part.length;
    const id = liveChunkId(workspaceId, firstSeq);
    return { id, workspaceId, firstSeq, events: [...part], at: clock.now() };
  });
  const recent = [...(head?.value.recent ?? []), ...chunks.map(({ firstSeq }) => firstSeq)].slice(
    -RECENT_CHUNKS,
  );
  const next = { id: workspaceId, seq, recent };
  return [
    head === undefined ? create(liveHeads, next) : replace(liveHeads, next, head.revision),
    ...chunks.map((chunk) => create(liveChunks, chunk)),
  ];
}

function split(events: readonly DomainEvent[]): readonly (readonly DomainEvent[])[] {
  const parts: DomainEvent[][] = [[]];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event));
    if (bytes + size > CHUNK_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    bytes += size;
    parts.at(-1)?.push(event);
  }
  return parts.filter((part) => part.length > 0);
}

import { setTimeout as wait } from "node:timers/promises";
import { ApiProblemError, type Client } from "@assetql/client";
import type { Log } from "@assetql/connector-sdk";
import {
  type BatchId,
  type DomainEvent,
  type ExportId,
  isPublicationUnderWay,
  type PublicationId,
} from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import { toBatch, toExport, toPull } from "./resources.ts";
import { createTeller } from "./teller.ts";

/** Before updates are asked for again that the hub has refused. */
const AGAIN_MS = 5_000;
/** Batches and exports that are followed; the oldest ones are forgotten. */
const MOST_FOLLOWED = 200;

/** Tells the editor what becomes of batches, pulls and exports, as it happens. */
export interface Watcher {
  batch(id: BatchId): void;
  export(id: ExportId): void;
  pull(id: PublicationId): void;
}

export interface WatcherOptions {
  readonly client: Pick<Client, "live" | "batches" | "publications" | "exports">;
  readonly session: Pick<EditorSession, "emit" | "ended">;
  /** Of the project's target, once there is one. */
  readonly targetId: () => string | undefined;
  readonly log: Log;
}

/** Follows the hub until the session ends. */
export function startWatcher({ client, session, targetId, log }: WatcherOptions): Watcher {
  const followed = {
    batches: new Set<BatchId>(),
    exports: new Set<ExportId>(),
    pulls: new Set<PublicationId>(),
  };
  const teller = createTeller(session.ended, (error) => {
    // It is read again when something happens, or when the hub is back.
    if (!session.ended.aborted)
      log("info", "The hub has not told what has changed", { reason: textOf(error) });
  });
  const tellBatch = (id: BatchId): void =>
    teller.ring(id, async () => {
      const batch = await unlessGone(client.batches.get(id, { signal: session.ended }));
      if (batch === undefined) followed.batches.delete(id);
      else session.emit("batch.changed", toBatch(batch));
    });
  const tellExport = (id: ExportId): void =>
    teller.ring(id, async () => {
      const made = await unlessGone(client.exports.status(id, { signal: session.ended }));
      if (made === undefined) followed.exports.delete(id);
      else session.emit("export.changed", toExport(made));
    });
  const tellPull = (id: PublicationId): void => {
    followed.pulls.add(id);
    teller.ring(id, async () => {
      const pull = await unlessGone(client.publications.get(id, { signal: session.ended }));
      if (pull === undefined || !isPublicationUnderWay(pull)) followed.pulls.delete(id);
      if (pull !== undefined) session.emit("pull.changed", toPull(pull));
    });
  };
  const onEvent = (event: DomainEvent): void => {
    if ("publicationId" in event && event.targetId === targetId()) tellPull(event.publicationId);
    else if ("exportId" in event && followed.exports.has(event.exportId)) tellExport(event.exportId);
    else if ("batchId" in event && followed.batches.has(event.batchId)) tellBatch(event.batchId);
  };
  const tellAll = (): void => {
    for (const id of followed.batches) tellBatch(id);
    for (const id of followed.exports) tellExport(id);
    for (const id of followed.pulls) tellPull(id);
  };
  void follow({ client, session, log, onEvent, onMissed: tellAll });
  return {
    batch: (id) => keep(followed.batches, id),
    export: (id) => keep(followed.exports, id),
    pull: (id) => void followed.pulls.add(id),
  };
}

interface Following extends Omit<WatcherOptions, "targetId"> {
  readonly onEvent: (event: DomainEvent) => void;
  /** Something may have happened that no event tells of. */
  readonly onMissed: () => void;
}

async function follow({ client, session, log, onEvent, onMissed }: Following): Promise<void> {
  const signal = session.ended;
  while (!signal.aborted) {
    try {
      const listeners = { signal, onOpen: onMissed, onGap: onMissed };
      for await (const { event } of client.live.subscribe({}, listeners)) onEvent(event);
    } catch (error) {
      if (signal.aborted) return;
      log("warn", "The hub does not tell what happens; asking again", { reason: textOf(error) });
      await wait(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

function keep<Id>(followed: Set<Id>, id: Id): void {
  followed.delete(id);
  followed.add(id);
  const [oldest] = followed;
  if (followed.size > MOST_FOLLOWED && oldest !== undefined) followed.delete(oldest);
}

/** Undefined for what has been deleted. */
async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return undefined;
    throw error;
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 500) : "unknown");

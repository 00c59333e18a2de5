import type { Action } from "./record-store.ts";

/**
 * What a change tells the rest of the house, written in the same transaction as the change itself. No job and no
 * notification is ever sent outside it, so neither a crash between "written" and "sent" loses one, nor does a
 * transaction that failed send any.
 */
export interface Outbox {
  /** The action that writes `entry`; put it into the transaction it tells of. */
  write(entry: OutboxDraft): Action;
  /** The action that removes an entry; put it into the transaction that made its effects durable. */
  done(entry: OutboxEntry): Action;
  /**
   * Hands every pending entry to `dispatch`: one stream at a time to one caller, oldest first, at most
   * `maxEntries` a call. An entry is handed out again until it is {@link done}; a `dispatch` that throws is called
   * again after a pause. Entries left by a dead process are found at start.
   */
  start(
    dispatch: Dispatch,
    options?: { maxEntries?: number; onError?: (error: unknown) => void },
  ): OutboxWorker;
}

export type Dispatch = (stream: string, entries: readonly OutboxEntry[]) => Promise<void>;

export interface OutboxDraft {
  /** What is dispatched in order: a batch's id, or a workspace's. */
  readonly stream: string;
  /** JSON: events and jobs, as the core defines them. At most 250 KB. */
  readonly body: unknown;
}

export interface OutboxEntry extends OutboxDraft {
  readonly id: string;
}

export interface OutboxWorker {
  /** Resolves when nothing is pending and no dispatch runs. */
  idle(): Promise<void>;
  /** Takes no new entries; resolves when the running dispatches have ended. */
  stop(): Promise<void>;
}

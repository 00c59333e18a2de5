import type { DatabaseSync } from "node:sqlite";
import type { Clock, Collection, OutboxEntry } from "@assetql/core/ports";
import type { SqliteRecordStore } from "./record-store.ts";

/** Entries are records, so that they share the transaction, the file and the backup of what they tell of. */
export const outboxEntries: Collection<OutboxEntry> = {
  name: "outbox",
  parse: parseEntry,
  id: (entry) => entry.id,
  indexes: { stream: (entry) => ({ partition: entry.stream, sort: entry.id }) },
};

/** Of an entry's id: see `orderedIds` of the outbox. */
export const COUNTER_DIGITS = 6;

/** When an entry was written, milliseconds: its id begins with it, in base 36. */
export const timeOfEntry = (id: string): number => Number.parseInt(id.slice(0, -COUNTER_DIGITS), 36);

export interface OutboxDeps {
  readonly store: SqliteRecordStore;
  readonly database: DatabaseSync;
  readonly clock: Clock;
}

function parseEntry(value: unknown): OutboxEntry {
  if (typeof value === "object" && value !== null && "id" in value && "stream" in value && "body" in value) {
    const { id, stream, body } = value;
    if (typeof id === "string" && typeof stream === "string") return { id, stream, body };
  }
  throw new TypeError("An outbox entry in the database has another shape");
}

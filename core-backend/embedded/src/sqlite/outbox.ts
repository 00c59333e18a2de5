import {
  create,
  type Dispatch,
  type Outbox,
  type OutboxWorker,
  RecordLimitError,
  remove,
} from "@assetql/core/ports";
import { COUNTER_DIGITS, type OutboxDeps, outboxEntries, timeOfEntry } from "./outbox-entries.ts";
import { SqliteOutboxWorker } from "./outbox-worker.ts";

/** 250 KB. */
const MAX_BODY_BYTES = 250_000;

/** The outbox on the tables of `store`; one per store. Entries of a stream keep the order of their `write` calls. */
export function createSqliteOutbox(deps: OutboxDeps): Outbox {
  const nextId = orderedIds(deps);
  let running = false;
  return {
    write({ stream, body }) {
      const bytes = Buffer.byteLength(JSON.stringify(body));
      if (bytes > MAX_BODY_BYTES) {
        throw new RecordLimitError(`An outbox entry of ${bytes} bytes; ${MAX_BODY_BYTES} is the most`);
      }
      return create(outboxEntries, { id: nextId(), stream, body });
    },

    done: (entry) => remove(outboxEntries, entry.id),

    start(dispatch: Dispatch, options = {}): OutboxWorker {
      // Two workers would hand one stream to two callers.
      if (running) throw new Error("The outbox has a worker already");
      running = true;
      const worker = new SqliteOutboxWorker(deps, dispatch, options);
      return {
        idle: () => worker.idle(),
        async stop() {
          await worker.stop();
          running = false;
        },
      };
    },
  };
}

/**
 * Ids that grow: the time in base 36 (9 digits last until the year 5188) and a counter. They never fall behind an
 * entry that is already stored, even if the clock was set back meanwhile.
 */
function orderedIds({ database, clock }: OutboxDeps): () => string {
  const stored = database
    .prepare("SELECT max(id) AS id FROM records WHERE collection = ?")
    .get(outboxEntries.name);
  let time = typeof stored?.id === "string" ? timeOfEntry(stored.id) : 0;
  let counter = 36 ** COUNTER_DIGITS - 1;
  return () => {
    const now = clock.now();
    if (now > time) {
      time = now;
      counter = 0;
    } else if (++counter >= 36 ** COUNTER_DIGITS) {
      time += 1;
      counter = 0;
    }
    return time.toString(36).padStart(9, "0") + counter.toString(36).padStart(COUNTER_DIGITS, "0");
  };
}

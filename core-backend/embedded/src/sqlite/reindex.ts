import type { DatabaseSync } from "node:sqlite";
import { type KnownCollection, known, knownCollections } from "@assetql/core";
import type { Log } from "@assetql/core/ports";
import { inTransaction } from "./migrations.ts";
import { outboxEntries } from "./outbox-entries.ts";
import { type IndexRow, prepareActions } from "./record-checks.ts";
import { alarms } from "./scheduler-alarms.ts";

const RECORDS_AT_ONCE = 500;

interface Row {
  readonly id: string;
  readonly keys: string;
  readonly body: string;
}

/** {@link reindex} for every collection there is. */
export const indexAnew = (database: DatabaseSync, log: Log): void =>
  reindex(database, [...knownCollections, known(outboxEntries), known(alarms)], log);

/**
 * A record's index rows are written with the record, so records that are older than an index are not in it. This
 * writes the rows of every collection whose indexes are defined otherwise than when this last looked: once after an
 * update, and never for what did not change. A record that no longer parses keeps the rows it has.
 */
export function reindex(database: DatabaseSync, collections: readonly KnownCollection[], log: Log): void {
  const definition = database.prepare("SELECT definition FROM index_definitions WHERE collection = ?");
  const remember = database.prepare(
    "INSERT INTO index_definitions (collection, definition) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET definition = ?2",
  );
  for (const collection of collections) {
    const { name, indexDefinitions } = collection;
    if (definition.get(name)?.definition === indexDefinitions) continue;
    const count = reindexCollection(database, collection, log);
    remember.run(name, indexDefinitions);
    if (count > 0) log("info", "records were indexed anew", { collection: name, records: count });
  }
}

/** A page a transaction: a process that dies in between starts with the collection anew. */
function reindexCollection(database: DatabaseSync, collection: KnownCollection, log: Log): number {
  const next = database.prepare(
    "SELECT id, keys, body FROM records WHERE collection = ? AND id > ? ORDER BY id LIMIT ?",
  );
  let count = 0;
  for (let after = ""; ; ) {
    const rows = next.all(collection.name, after, RECORDS_AT_ONCE) as unknown as Row[];
    inTransaction(database, () => {
      for (const row of rows) count += reindexRecord(database, collection, { row, log }) ? 1 : 0;
    });
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.id;
  }
}

/** True when its rows were others. */
function reindexRecord(
  database: DatabaseSync,
  collection: KnownCollection,
  { row, log }: { row: Row; log: Log },
): boolean {
  const keys = keysOf(collection, row, log);
  if (keys === undefined || JSON.stringify(keys) === row.keys) return false;
  const { name } = collection;
  for (const [index, partition, sort] of JSON.parse(row.keys) as IndexRow[]) {
    database
      .prepare(
        "DELETE FROM record_index WHERE collection = ? AND idx = ? AND partition = ? AND sort = ? AND id = ?",
      )
      .run(name, index, partition, sort, row.id);
  }
  for (const [index, partition, sort] of keys) {
    database
      .prepare("INSERT INTO record_index (collection, idx, partition, sort, id) VALUES (?, ?, ?, ?, ?)")
      .run(name, index, partition, sort, row.id);
  }
  database
    .prepare("UPDATE records SET keys = ? WHERE collection = ? AND id = ?")
    .run(JSON.stringify(keys), name, row.id);
  return true;
}

function keysOf(collection: KnownCollection, { id, body }: Row, log: Log): readonly IndexRow[] | undefined {
  try {
    return prepareActions([collection.rewrite(JSON.parse(body))])[0]?.record?.keys;
  } catch {
    log("warn", "a record could not be read to be indexed anew", { collection: collection.name, id });
    return undefined;
  }
}

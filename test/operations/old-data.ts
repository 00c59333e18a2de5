import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { knownCollections } from "@assetql/core";
import { createSqliteAssetSearch } from "../../core-backend/embedded/src/sqlite/asset-search.ts";
import { fillTallies } from "../../core-backend/embedded/src/sqlite/fill-tallies.ts";
import { migrate, migrations } from "../../core-backend/embedded/src/sqlite/migrations.ts";
import { createSqliteRecordStore } from "../../core-backend/embedded/src/sqlite/record-store.ts";
import { preparedImage } from "../support/fixed-generator.ts";

interface OldRecord {
  readonly collection: string;
  readonly id: string;
  readonly revision: number;
  readonly keys: readonly (readonly [index: string, partition: string, sort: string])[];
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * What version 0.1 had in its database when it was killed: a batch of four rows that had ended, two of them failed, with
 * its assets and an export, and a batch of two rows at work. Written by that version, with one entry of its outbox
 * added.
 */
export const oldData = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures/records-0.1.json"), "utf8"),
) as {
  readonly records: readonly OldRecord[];
  readonly jobs: readonly Readonly<Record<string, string | number>>[];
};

export const oldBatch = (name: "Mugs" | "Running"): string =>
  oldData.records.find(({ collection, body }) => collection === "batches" && body.name === name)?.id ?? "";

/** A data folder at schema `number` with the old data in it, as that version of the schema would hold it. */
export async function makeOldFolder(folder: string, number: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(folder, "assetql.db"));
  database.exec("PRAGMA journal_mode = WAL");
  migrate(
    database,
    migrations.filter((step) => step.number <= number),
  );
  if (number < 3) insertRecords(database);
  else await writeRecords(database);
  if (number >= 2) insertJobs(database);
  database.close();
  await writeFiles(folder);
}

/** As the first version wrote them, with the index rows of that time. */
function insertRecords(database: DatabaseSync): void {
  for (const { collection, id, revision, keys, body } of oldData.records) {
    database
      .prepare("INSERT INTO records (collection, id, revision, keys, body) VALUES (?, ?, ?, ?, ?)")
      .run(collection, id, revision, JSON.stringify(keys), JSON.stringify(body));
    for (const key of keys) {
      database.prepare("INSERT INTO record_index VALUES (?, ?, ?, ?, ?)").run(collection, ...key, id);
    }
  }
}

/** Through the store, which keeps the search in step with the records, and with sums that were right all along. */
async function writeRecords(database: DatabaseSync): Promise<void> {
  const store = createSqliteRecordStore(database, [createSqliteAssetSearch(database).projection]);
  for (const { collection, body } of oldData.records) {
    const known = knownCollections.find(({ name }) => name === collection);
    if (known !== undefined) await store.transact([known.rewrite(body)]);
  }
  fillTallies(database);
}

function insertJobs(database: DatabaseSync): void {
  for (const { queue, body, visible_at, receives, receipt } of oldData.jobs) {
    database
      .prepare("INSERT INTO jobs (queue, body, visible_at, receives, receipt) VALUES (?, ?, ?, ?, ?)")
      .run(queue ?? "", body ?? "", visible_at ?? 0, receives ?? 0, receipt ?? null);
  }
}

async function writeFiles(folder: string): Promise<void> {
  const image = await preparedImage(64);
  const keys = oldData.records.flatMap(({ collection, id, body }) => {
    if (collection === "assets") return [`raw/${body.batchId}/${id}.v1.png`, `thumbnails/${id}.v1.jpg`];
    if (collection === "exports") return [`exports/${id}.zip`];
    if (collection === "style-versions") {
      return (body.references as { blobKey: string }[]).map(({ blobKey }) => blobKey);
    }
    return [];
  });
  for (const key of keys) {
    const path = join(folder, "blobs", key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, image);
  }
}

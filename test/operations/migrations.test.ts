import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { batchIdSchema, searchAssetsSchema } from "@assetql/contract";
import { controlBatch, getBatch, knownCollections, listAssets, listTasks, searchAssets } from "@assetql/core";
import { openHome } from "@assetql/embedded";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrations } from "../../core-backend/embedded/src/sqlite/migrations.ts";
import { openDataFolder } from "../../core-backend/embedded/src/sqlite/open.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { makeOldFolder, oldBatch, oldData } from "./old-data.ts";

const newFolder = async (): Promise<string> => {
  const parent = await mkdtemp(join(tmpdir(), "assetql-old-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  return join(parent, "data");
};

const open = async (dataFolder: string, model = "draft") =>
  openHome({
    dataFolder,
    generator: {
      ...createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
      id: model,
    },
    log: () => {},
  });

function schemaOf(folder: string): unknown {
  const database = new DatabaseSync(join(folder, "assetql.db"), { readOnly: true });
  const found = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").all();
  database.close();
  return found;
}

/** What every record is found by. */
function keysOf(folder: string): readonly unknown[] {
  const database = new DatabaseSync(join(folder, "assetql.db"), { readOnly: true });
  const found = database
    .prepare(
      "SELECT * FROM record_index WHERE collection != 'outbox' ORDER BY collection, idx, partition, sort, id",
    )
    .all();
  database.close();
  return found;
}

describe.for(migrations.map(({ number }) => number))("a database at schema %i", (number) => {
  it("becomes one like a new one, with every record readable and found by today's indexes", async () => {
    const [old, fresh, reference] = [await newFolder(), await newFolder(), await newFolder()];
    await makeOldFolder(old, number);
    await makeOldFolder(reference, migrations.length);

    for (const folder of [old, fresh, reference]) await (await open(folder)).close();

    expect(schemaOf(old)).toEqual(schemaOf(fresh));
    expect(keysOf(old)).toEqual(keysOf(reference));
    expect(keysOf(old).length).toBe(30);
  });

  it("goes on: its assets are found, its failed tasks are tried again, its batch comes to its end", async () => {
    const folder = await newFolder();
    await makeOldFolder(folder, number);
    const { core, work, close } = await open(folder);
    onTestFinished(close);
    const id = batchIdSchema.parse(oldBatch("Mugs"));

    const found = await searchAssets(core, owner, searchAssetsSchema.parse({ text: "tent" }));
    expect(found.items.map(({ title }) => title)).toEqual([expect.stringMatching(/tent/i)]);
    expect((await listAssets(core, owner, { batchId: id, limit: 10 })).items.length).toBe(2);
    expect((await listTasks(core, owner, { id, status: "failed", limit: 10 })).items.length).toBe(2);
    expect(await getBatch(core, owner, { id })).toMatchObject({
      status: "completed",
      completedTasks: 2,
      failedTasks: 2,
      usage: { tries: 4 },
    });

    work();
    await controlBatch(core, owner, { id, asked: "retry-failed" });
    const again = await until(async () => {
      const batch = await getBatch(core, owner, { id });
      return batch.completedTasks === 4 && batch.completedAt !== null ? batch : undefined;
    });
    expect(again).toMatchObject({ status: "completed", failedTasks: 0, totalTasks: 4, usage: { tries: 6 } });
    // The first schema had no queue yet, so nothing says that its running tasks are to be gone on with.
    if (number < 2) return;
    const running = batchIdSchema.parse(oldBatch("Running"));
    const ended = await until(async () => {
      const batch = await getBatch(core, owner, { id: running });
      return batch.completedAt === null ? undefined : batch;
    });
    expect(ended).toMatchObject({ status: "completed", completedTasks: 2, processingTasks: 0 });
  });
});

it("each kind of record of version 0.1 parses, with today's members at their defaults", () => {
  const kinds = new Set(oldData.records.map(({ collection }) => collection));
  for (const collection of ["batches", "tasks", "assets", "api-keys", "exports", "styles", "uploads"]) {
    expect(kinds).toContain(collection);
  }
  for (const { collection, body } of oldData.records) {
    if (collection === "outbox") continue;
    const known = knownCollections.find(({ name }) => name === collection);
    expect(known, collection).toBeDefined();
    expect(() => known?.rewrite(body), collection).not.toThrow();
  }
});

it("indexes nothing anew at the next start", async () => {
  const folder = await newFolder();
  await makeOldFolder(folder, 1);
  const lines: string[] = [];
  const start = async () => {
    const home = await openHome({
      dataFolder: folder,
      generator: createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
      log: (_, message) => lines.push(message),
    });
    await home.close();
  };
  await start();
  expect(lines).toContain("records were indexed anew");
  lines.length = 0;
  await start();
  expect(lines).not.toContain("records were indexed anew");
  // What another version has defined otherwise is indexed anew.
  const { database, close } = openDataFolder(folder);
  database.exec(
    "UPDATE index_definitions SET definition = 'other'; DELETE FROM record_index WHERE collection = 'tasks'",
  );
  database.exec("UPDATE records SET keys = '[]' WHERE collection = 'tasks'");
  close();
  await start();
  expect(lines).toContain("records were indexed anew");
});

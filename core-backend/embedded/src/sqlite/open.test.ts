import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { create } from "@assetql/core/ports";
import { describe, expect, it } from "vitest";
import { backupDatabase } from "./backup.ts";
import { type Child, startChild } from "./child.fixture.ts";
import { createSqliteJobQueue } from "./job-queue.ts";
import { migrate, migrations } from "./migrations.ts";
import { databasePath, openDataFolder } from "./open.ts";
import { pairs } from "./pairs.fixture.ts";
import { createSqliteRecordStore } from "./record-store.ts";
import { temporaryFolder } from "./temporary-folder.fixture.ts";

const clock = { now: () => 1_700_000_000_000 };
const writer = new URL("./writer.fixture.ts", import.meta.url);

async function ready(child: Child): Promise<void> {
  for await (const line of child.lines) if (line === "10") return;
}

describe("a data folder", () => {
  it("is made for its owner only and keeps what was written", async () => {
    const path = join(temporaryFolder(), "deep", "data");
    const first = openDataFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    await createSqliteRecordStore(first.database).transact([
      create(pairs, { id: "a", number: 1, text: "kept" }),
    ]);
    first.close();
    first.close();
    const second = openDataFolder(path);
    const found = await createSqliteRecordStore(second.database).get(pairs, "a");
    second.close();
    expect(found?.value.text).toBe("kept");
  });

  it("is one hub's, in this process and in others, until that is killed", async () => {
    const path = temporaryFolder();
    const child = startChild(writer, path);
    await ready(child);
    expect(() => openDataFolder(path)).toThrow(
      expect.objectContaining({ name: "DataFolderInUseError", folder: path, pid: child.pid }),
    );
    await child.kill();
    const mine = openDataFolder(path);
    expect(() => openDataFolder(path)).toThrow(`process id ${process.pid}`);
    mine.close();
    openDataFolder(path).close();
  });

  it("stays this hub's when nothing refers to it any more", async () => {
    const path = temporaryFolder();
    openDataFolder(path);
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    // What was made in this turn of the event loop is not collected before the next.
    await setImmediate();
    collect();
    expect(() => openDataFolder(path)).toThrow(`process id ${process.pid}`);
  });

  it("frees at opening what a dead consumer had leased, but not what is delayed", async () => {
    const path = temporaryFolder();
    const first = openDataFolder(path);
    const before = createSqliteJobQueue(first.database, clock);
    await before.send("generation", [{ body: "leased" }]);
    await before.receive("generation", { max: 1, visibilitySeconds: 3_600 });
    await before.send("generation", [{ body: "delayed", delaySeconds: 60 }]);
    before.close();
    first.close();
    const second = openDataFolder(path);
    const after = createSqliteJobQueue(second.database, clock);
    const received = await after.receive("generation", { max: 10, visibilitySeconds: 60 });
    expect(received).toMatchObject([{ body: "leased", receives: 2 }]);
    after.close();
    second.close();
  });
});

describe("migrations", () => {
  const numbers = (database: DatabaseSync) =>
    database
      .prepare("SELECT number FROM migrations ORDER BY number")
      .all()
      .map(({ number }) => number);

  it("are numbered from 1 without gaps, and each runs once", () => {
    const database = new DatabaseSync(":memory:");
    migrate(database);
    migrate(database);
    expect(numbers(database)).toEqual(migrations.map((_, at) => at + 1));
  });

  it("leave a failing step undone and go on from there", () => {
    const database = new DatabaseSync(":memory:");
    const good = { number: 1, name: "good", sql: "CREATE TABLE a (x)" };
    const bad = { number: 2, name: "bad", sql: "CREATE TABLE b (x); CREATE TABLE a (x)" };
    expect(() => migrate(database, [good, bad])).toThrow("already exists");
    expect(numbers(database)).toEqual([1]);
    migrate(database, [good, { ...bad, sql: "CREATE TABLE b (x)" }]);
    expect(numbers(database)).toEqual([1, 2]);
  });

  it("refuse a database of a newer version, untouched", () => {
    const path = temporaryFolder();
    openDataFolder(path).close();
    const newer = new DatabaseSync(databasePath(path));
    newer.exec("INSERT INTO migrations VALUES (999, 'from the future', '2099-01-01')");
    newer.close();
    const tooNew = expect.objectContaining({ name: "DatabaseTooNewError", code: "database-too-new" });
    expect(() => openDataFolder(path)).toThrow(tooNew);
    // Nor is the folder left locked.
    expect(() => openDataFolder(path)).toThrow(tooNew);
  });
});

describe("a backup", () => {
  it("is one moment of a database that another process writes to", async () => {
    const path = temporaryFolder();
    const child = startChild(writer, path);
    await ready(child);
    const target = join(temporaryFolder(), "assetql.db");
    await backupDatabase(path, target);
    await child.kill();
    const copy = new DatabaseSync(target);
    expect(copy.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    const store = createSqliteRecordStore(copy);
    const counter = (await store.get(pairs, "counter"))?.value.number ?? 0;
    const records = copy.prepare("SELECT count(*) AS count FROM records WHERE collection = 'pair'").get();
    copy.close();
    expect(counter).toBeGreaterThanOrEqual(10);
    expect(records?.count).toBe(2 * counter + 1);
    await expect(backupDatabase(path, target)).rejects.toMatchObject({ code: "backup-target-exists" });
  });

  it("makes no database where there is none", async () => {
    const path = temporaryFolder();
    await expect(backupDatabase(path, join(path, "copy.db"))).rejects.toThrow("unable to open");
    expect(() => statSync(databasePath(path))).toThrow("ENOENT");
  });
});

describe("a data folder that cannot be made", () => {
  it.each([
    ["a file is in its place", (file: string) => file],
    ["its parent is a file", (file: string) => join(file, "data")],
    ["the file system refuses, as if for ever", () => "/proc/no-such-folder/data"],
  ])("is refused in words: %s", (_, folderOf) => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(() => openDataFolder(folderOf(file))).toThrow(/^The folder .* cannot be made \(E[A-Z]+\)\./);
  });

  it("is made with its parents", () => {
    const path = join(temporaryFolder(), "a", "b");
    openDataFolder(path).close();
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });
});

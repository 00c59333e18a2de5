import { existsSync } from "node:fs";
import { copyFile, cp, mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { BatchId } from "@assetql/contract";
import { getBatch, listAssets } from "@assetql/core";
import { backupDataFolder, openHome, restoreDataFolder } from "@assetql/embedded";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runAssetql } from "../cli/run-assetql.ts";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

const ROWS = 60;

let parent: string;
let home: TestHome;
let id: BatchId;
let backup: string;
let image: Uint8Array;

/** A backup that was made while a batch was running. */
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "assetql-restore-"));
  image = await preparedImage(128);
  home = await openTestHome(createFixedGenerator({ image, latencyMs: 20 }), { concurrency: 2 });
  ({ id } = await home.submit({ csv: simpleCsv(ROWS) }));
  await until(async () => ((await getBatch(home.core, owner, { id })).completedTasks > 5 ? true : undefined));
  backup = join(parent, "backup");
  await backupDataFolder(home.dataFolder, backup);
});
afterAll(async () => {
  await home.dispose();
  await rm(parent, { recursive: true });
});

const at = (name: string): string => join(parent, name);
const restore = (from: string, dataFolder: string, ...options: string[]) =>
  runAssetql(["restore", from, "--data", dataFolder, ...options], { folder: parent });

async function copyOfBackup(name: string): Promise<string> {
  await cp(backup, at(name), { recursive: true });
  return at(name);
}

describe("restore", () => {
  it("makes a data folder on which the batch goes on to exact counts", async () => {
    const report = await restoreDataFolder({
      backup,
      dataFolder: at("moved"),
      replace: false,
      now: Date.now(),
    });
    expect(report).toMatchObject({ missing: [], unreadable: [], before: undefined });
    expect(report.checked).toBeGreaterThan(10);
    expect((await stat(at("moved"))).mode & 0o777).toBe(0o700);
    expect((await readdir(backup)).sort()).toEqual(["assetql.db", "blobs", "secrets"]);

    const moved = await openHome({
      dataFolder: at("moved"),
      generator: createFixedGenerator({ image, latencyMs: 0 }),
      log: () => {},
    });
    const before = await getBatch(moved.core, owner, { id });
    expect(before.completedTasks).toBeLessThan(ROWS);
    moved.work();
    const ended = await until(async () => {
      const batch = await getBatch(moved.core, owner, { id });
      return batch.completedAt === null ? undefined : batch;
    });
    const { items } = await listAssets(moved.core, owner, { batchId: id, limit: 100 });
    const kept = await Promise.all(
      items.map(({ id: asset }) => moved.core.blobs.head(`raw/${id}/${asset}.v1.png`)),
    );
    await moved.close();

    expect(ended).toMatchObject({
      status: "completed",
      completedTasks: ROWS,
      failedTasks: 0,
      processingTasks: 0,
      queuedTasks: 0,
    });
    expect(new Set(items.map(({ row }) => row)).size).toBe(ROWS);
    expect(kept).not.toContain(undefined);
  });

  it("leaves a folder alone that is not empty, unless it may put it aside", async () => {
    const dataFolder = at("taken");
    await cp(backup, dataFolder, { recursive: true });
    await writeFile(join(dataFolder, "mine.txt"), "mine");

    const refused = await restore(backup, dataFolder);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--replace") });
    expect(existsSync(join(dataFolder, "mine.txt"))).toBe(true);

    const replaced = await restore(backup, dataFolder, "--replace", "--json");
    const { before, missing } = JSON.parse(replaced.stdout);
    expect(missing).toEqual([]);
    expect(before).toMatch(/taken\.before-restore-\d{4}-/);
    expect(existsSync(join(before, "mine.txt"))).toBe(true);
    expect((await readdir(dataFolder)).sort()).toEqual(["assetql.db", "blobs", "secrets"]);
  });

  it("leaves a folder alone that a hub works on", async () => {
    const refused = await restore(backup, home.dataFolder, "--replace");
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("in use") });
    expect(existsSync(home.dataFolder)).toBe(true);
  });

  it("says which files a backup lacks", async () => {
    const lacking = await copyOfBackup("lacking");
    // One of the first that were made, so that its record is in the backup too.
    const { items } = await listAssets(home.core, owner, { batchId: id, limit: 100 });
    const [first] = items.toSorted((a, b) => a.createdAt - b.createdAt);
    const key = `raw/${id}/${first?.id}.v1.png`;
    await rm(join(lacking, "blobs", key));

    const run = await restore(lacking, at("from-lacking"));
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`lacks 1 file`) });
    expect(run.stdout).toContain(key);
  });

  it("refuses what is no backup, is damaged, or is newer than itself, and changes nothing then", async () => {
    const empty = at("no-backup");
    await cp(join(backup, "secrets"), join(empty, "secrets"), { recursive: true });
    expect(await restore(empty, at("x"))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/no backup/),
    });

    const cut = await copyOfBackup("cut");
    await truncate(join(cut, "assetql.db"), 40_000);
    expect(await restore(cut, at("x"))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/is damaged/),
    });

    const other = at("other");
    await cp(backup, other, { recursive: true });
    await copyFile(join(backup, "secrets", "url-signing.key"), join(other, "assetql.db"));
    expect(await restore(other, at("x"))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/is damaged/),
    });

    const newer = await copyOfBackup("newer");
    const database = new DatabaseSync(join(newer, "assetql.db"));
    database.exec("INSERT INTO migrations VALUES (999, 'from the future', '2099-01-01')");
    database.close();
    expect(await restore(newer, at("x"))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/schema 999/),
    });

    expect(existsSync(at("x"))).toBe(false);
    expect(existsSync(`${at("x")}.restoring`)).toBe(false);
  });
});

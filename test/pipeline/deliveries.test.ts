import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBatchSchema, createStyleSchema } from "@assetql/contract";
import { createBatch, createStyle, getBatch, listAssets, listTasks, sweepBlobs } from "@assetql/core";
import type { ImageGenerator } from "@assetql/core/ports";
import { backupDataFolder, openHome } from "@assetql/embedded";
import { afterEach, expect, it } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { createScriptedGenerator } from "../support/scripted-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

let home: TestHome | undefined;
afterEach(async () => {
  await home?.dispose();
  home = undefined;
});

it("a message delivered three times, with its task at work in all of them, makes one asset and costs no try", async () => {
  let calls = 0;
  const fixed = createFixedGenerator({ image: await preparedImage(128), latencyMs: 60 });
  const counting: ImageGenerator = {
    ...fixed,
    generate: (request) => {
      calls += 1;
      return fixed.generate(request);
    },
  };
  home = await openTestHome(counting);
  const { core, queue } = home;
  const { id } = await home.submit({ csv: "subject\nmug\n" });
  const task = await until(async () => (await listTasks(core, owner, { id, limit: 1 })).items[0]);
  const body = JSON.stringify({ kind: "generate", batchId: id, taskId: task.id });
  await queue.send("generation", [{ body }, { body }]);

  const batch = await home.untilEnded(id);

  expect(batch).toMatchObject({ status: "completed", completedTasks: 1 });
  expect(batch.statistics.retries).toBe(0);
  expect(calls).toBeLessThanOrEqual(3);
  expect((await listAssets(core, owner, { batchId: id, limit: 5 })).items.length).toBe(1);
});

it("rows with large cells are distributed within the limits of a transaction, and larger ones are refused in words", async () => {
  home = await openTestHome(createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }));
  const row = (index: number, letters: number) =>
    `m${index},${"x".repeat(30_000)},${"y".repeat(letters - 30_000)}`;
  const csv = (rows: number, letters: number) =>
    `subject,notes,more\n${Array.from({ length: rows }, (_, index) => row(index, letters)).join("\n")}\n`;
  const { id } = await home.submit({ csv: csv(70, 60_000) });
  expect(await home.untilEnded(id)).toMatchObject({ status: "completed", completedTasks: 70 });
  const tooLarge = `subject,a,b,c,d\nmug,${["a", "b", "c", "d"].map((letter) => letter.repeat(31_000)).join(",")}\n`;
  await expect(home.submit({ csv: tooLarge })).rejects.toMatchObject({
    code: "input-invalid",
    problems: [{ code: "row-too-large", row: 1 }],
  });
});

it("tasks of a model that the hub no longer has wait for it", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-test-"));
  const image = await preparedImage(64);
  const open = (model: string) =>
    openHome({
      dataFolder,
      generator: { ...createFixedGenerator({ image, latencyMs: 0 }), id: model },
      log: () => {},
    });
  let at = await open("alpha");
  const style = await createStyle(at.core, owner, {
    ...createStyleSchema.parse({ name: "Any" }),
    files: [{ name: "a.png", bytes: image }],
  });
  const input = { name: "B", styleProfileId: style.id, template: "A {subject}", csv: "subject\nmug\n" };
  const { id } = await createBatch(
    at.core,
    owner,
    createBatchSchema.parse({ ...input, config: { model: "alpha" } }),
  );
  await at.close();

  at = await open("beta");
  at.work();
  const waiting = await until(async () => {
    const [task] = (await listTasks(at.core, owner, { id, limit: 1 })).items;
    return task?.status === "retrying" ? task : undefined;
  });
  const depth = await until(async () => {
    const now = await at.queue.depth("generation");
    return now.delayed === 1 ? now : undefined;
  });
  await at.close();
  await rm(dataFolder, { recursive: true });

  expect(waiting).toMatchObject({ tries: 0, error: { class: "transient" } });
  expect(waiting.error?.message).toContain('no model "alpha"');
  expect(depth.dead).toBe(0);
});

it("a sweep takes no file of a batch that is still running", async () => {
  const image = await preparedImage(64);
  const generator = createScriptedGenerator(() => image);
  generator.closeGate();
  home = await openTestHome(generator);
  const { core } = home;
  const { id } = await home.submit({ csv: "subject\nmug\n" });
  const orphan = `raw/${id}/ast_00000000.v1.png`;
  await core.blobs.put(orphan, Buffer.from("x"));
  await core.blobs.put("raw/bat_gone/ast_00000000.v1.png", Buffer.from("x"));
  const put = Date.now();
  await until(async () => (Date.now() > put + 1 ? true : undefined));
  expect(await sweepBlobs(core, { graceMs: 0 })).toEqual(["raw/bat_gone/ast_00000000.v1.png"]);
  generator.openGate();
});

it("a backup taken while a batch runs opens, and its assets have their images", async () => {
  home = await openTestHome(createFixedGenerator({ image: await preparedImage(128), latencyMs: 1 }));
  const { id } = await home.submit({ csv: simpleCsv(60) });
  await until(async () =>
    (await getBatch(openCore(home), owner, { id })).completedTasks > 10 ? true : undefined,
  );
  const parent = await mkdtemp(join(tmpdir(), "assetql-backup-"));
  const target = join(parent, "copy");
  const { files } = await backupDataFolder(home.dataFolder, target);
  await home.untilEnded(id);

  const copy = await openHome({
    dataFolder: target,
    generator: createFixedGenerator({ image: await preparedImage(128), latencyMs: 1 }),
    log: () => {},
  });
  copy.work();
  await until(async () =>
    (await getBatch(copy.core, owner, { id })).completedAt === null ? undefined : true,
  );
  const { items } = await listAssets(copy.core, owner, { batchId: id, limit: 200 });
  const images = await Promise.all(
    items.map(({ id: asset }) => copy.core.blobs.head(`raw/${id}/${asset}.v1.png`)),
  );
  await copy.close();
  await rm(parent, { recursive: true });

  expect(files).toBeGreaterThan(10);
  expect(items.length).toBe(60);
  expect(images.filter((info) => info === undefined)).toEqual([]);
});

function openCore(at: TestHome | undefined): TestHome["core"] {
  if (at === undefined) throw new Error("no home");
  return at.core;
}

import { batchInputSchema } from "@assetql/contract";
import {
  createExport,
  deleteAsset,
  deleteBatch,
  getAsset,
  getBatch,
  getExport,
  getStyle,
  listAssets,
  listTasks,
  previewBatch,
  sweepBlobs,
} from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { problemOf } from "../support/problem-of.ts";
import { openTestHome, owner, stranger, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

let home: TestHome;
beforeAll(async () => {
  home = await openTestHome(createFixedGenerator({ image: await preparedImage(128), latencyMs: 0 }), {
    maxOutstandingTasks: 40,
  });
});
afterAll(() => home.dispose());

describe("a batch", () => {
  it("makes one asset a row, however few may be outstanding, and tags them", async () => {
    const { id } = await home.submit({ csv: simpleCsv(130) });
    const batch = await home.untilEnded(id);
    expect(batch).toMatchObject({
      status: "completed",
      totalTasks: 130,
      completedTasks: 130,
      failedTasks: 0,
    });
    expect(batch.statistics).toMatchObject({ successRate: 1, retries: 0 });
    expect(batch.statistics.meanStyleScore).toBeGreaterThan(0.85);

    const { items } = await listTasks(home.core, owner, { id, limit: 200 });
    expect(items.map(({ row }) => row)).toEqual(Array.from({ length: 130 }, (_, index) => index + 1));
    const ready = await until(async () => {
      const page = await listAssets(home.core, owner, { batchId: id, limit: 200, status: "ready" });
      return page.items.length === 130 ? page.items : undefined;
    });
    expect(ready[4]).toMatchObject({
      row: 5,
      sku: "SKU-00005",
      title: "mug 5",
      altText: "A mug 5",
      category: "mug 5",
    });
    expect(ready[4]?.tags).toContainEqual({ name: "mug 5", source: "prompt" });
  });

  it("makes the same images from the same seed, and others from another", async () => {
    const seeds: number[][] = [];
    for (const seed of [5, 5, 6]) {
      const { id } = await home.submit({ config: { seed } });
      await home.untilEnded(id);
      const { items } = await listAssets(home.core, owner, { batchId: id, limit: 10 });
      seeds.push(items.map(({ provenance }) => provenance.seed));
    }
    expect(seeds[0]).toEqual(seeds[1]);
    expect(seeds[0]).not.toEqual(seeds[2]);
  });

  it("is not created when a row has a problem, and all problems are told", async () => {
    const error = await problemOf(home.submit({ template: "A {subject} of {colour}" }));
    expect(error.code).toBe("input-invalid");
    expect(error.problems[0]).toMatchObject({
      code: "csv-missing-column",
      column: "colour",
      severity: "error",
    });
    const blank = await problemOf(home.submit({ csv: "sku,subject\nS-1,mug\nS-2,\nS-3,\n" }));
    expect(blank.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, "subject"],
      [3, "subject"],
    ]);
    expect(await sweepBlobs(home.core, { graceMs: 0 })).toEqual([]);
  });

  it("refuses a CSV of 50 MB in one cell in words, at once", async () => {
    const csv = `sku,subject\nS-1,"${"x".repeat(49_000_000)}"`;
    const error = await problemOf(home.submit({ csv }));
    expect(error.problems[0]?.message).toMatch(/row 1/i);
  });

  it("expands no data as template", async () => {
    const { id } = await home.submit({ csv: "subject\n{sku} {{if}}\n" });
    await home.untilEnded(id);
    const { items } = await listTasks(home.core, owner, { id, limit: 10 });
    expect(items[0]?.prompt).toBe("A {sku} {{if}}");
  });

  it("appends the words of locked parameters", async () => {
    const { updateStyle } = await import("@assetql/core");
    await updateStyle(home.core, owner, { id: home.style.id, lockedParameters: ["colorPalette"], files: [] });
    const input = batchInputSchema.parse({
      styleProfileId: home.style.id,
      template: "A {subject}",
      csv: "subject\nmug\n",
    });
    const { prompts } = await previewBatch(home.core, owner, input);
    await updateStyle(home.core, owner, { id: home.style.id, lockedParameters: [], files: [] });
    expect(prompts[0]?.prompt).toMatch(/^A mug, with colors #[0-9A-F]{6}, #/);
  });

  it("previews prompts, cost and problems without creating anything", async () => {
    const input = batchInputSchema.parse({
      styleProfileId: home.style.id,
      template: "A {subject}",
      csv: simpleCsv(30),
    });
    const preview = await previewBatch(home.core, owner, input);
    expect(preview).toMatchObject({ valid: true, totalTasks: 30, columns: ["sku", "subject"], problems: [] });
    expect(preview.prompts).toEqual([1, 2, 3].map((row) => ({ row, prompt: `A mug ${row}` })));
    expect(preview.estimatedCost.total).toBeCloseTo(0.3);
    expect(preview.estimatedCost.atMost).toBeCloseTo(0.9);
  });

  it("is created once for one idempotency key", async () => {
    const { createBatch } = await import("@assetql/core");
    const { createBatchSchema } = await import("@assetql/contract");
    const input = {
      ...createBatchSchema.parse({
        name: "Once",
        styleProfileId: home.style.id,
        template: "A {subject}",
        csv: "subject\nmug\n",
      }),
      idempotencyKey: "submit-once",
    };
    const batches = await Promise.all([1, 2, 3].map(() => createBatch(home.core, owner, input)));
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1);
  });

  it("takes its tasks, assets and files with it when it is deleted", async () => {
    const { id } = await home.submit({});
    await home.untilEnded(id);
    await deleteBatch(home.core, owner, { id });
    expect((await problemOf(getBatch(home.core, owner, { id }))).code).toBe("not-found");
    await until(async () => {
      const files = await Promise.all(
        [`raw/${id}/`, `batches/${id}/`].map((prefix) => home.core.blobs.list(prefix)),
      );
      return files.every(({ items }) => items.length === 0) ? true : undefined;
    });
    expect(await sweepBlobs(home.core, { graceMs: 0 })).toEqual([]);
  });

  it("cannot be deleted while it runs", async () => {
    const { id } = await home.submit({ csv: simpleCsv(60) });
    expect((await problemOf(deleteBatch(home.core, owner, { id }))).code).toBe("batch-running");
    await home.untilEnded(id);
  });
});

describe("an asset", () => {
  it("is listed by tag and score", async () => {
    const { id: batchId } = await home.submit({
      csv: "sku,subject,colour\nA-1,kettle,red\nA-2,stool,blue\n",
    });
    await home.untilEnded(batchId);
    const list = (filters: object) =>
      until(async () => {
        const { items } = await listAssets(home.core, owner, {
          batchId,
          limit: 10,
          status: "ready",
          ...filters,
        });
        return items.length > 0 ? items.map(({ sku }) => sku) : undefined;
      });
    expect(await list({ tag: "blue" })).toEqual(["A-2"]);
    const { items } = await listAssets(home.core, owner, { batchId, limit: 10, maxScore: 0.1 });
    expect(items).toEqual([]);
  });

  it("is deleted with its files", async () => {
    const { id: batchId } = await home.submit({});
    await home.untilEnded(batchId);
    const [asset] = (await listAssets(home.core, owner, { batchId, limit: 1 })).items;
    if (asset === undefined) throw new Error("no asset");
    await deleteAsset(home.core, owner, { id: asset.id });
    expect((await problemOf(getAsset(home.core, owner, { id: asset.id }))).code).toBe("not-found");
    expect((await home.core.blobs.list(`raw/${batchId}/`)).items.length).toBe(2);
  });
});

describe("an export", () => {
  it("packs a batch, and again only what is left of it", async () => {
    const { id: batchId } = await home.submit({});
    await home.untilEnded(batchId);
    const run = async () => {
      const { id } = await createExport(home.core, owner, {
        platform: "shopify",
        batchId,
        include: "not-rejected",
        options: {},
      });
      return until(async () => {
        const job = await getExport(home.core, owner, { id });
        return job.status === "completed" || job.status === "failed" ? job : undefined;
      });
    };
    expect(await run()).toMatchObject({
      status: "completed",
      totalAssets: 3,
      processedAssets: 3,
      skippedAssets: 0,
    });
    const [asset] = (await listAssets(home.core, owner, { batchId, limit: 1 })).items;
    if (asset === undefined) throw new Error("no asset");
    await home.core.blobs.put(`raw/${batchId}/${asset.id}.v1.png`, Buffer.from("damaged"), {
      overwrite: true,
    });
    expect(await run()).toMatchObject({ status: "completed", totalAssets: 3, skippedAssets: 1 });
  });

  it("of nothing is refused", async () => {
    const missing = { platform: "unity", assetIds: [], include: "not-rejected", options: {} } as const;
    expect((await problemOf(createExport(home.core, owner, { ...missing, assetIds: [] }))).code).toBe(
      "export-empty",
    );
  });
});

describe("another workspace", () => {
  it("finds nothing of ours, by id or in lists", async () => {
    const { id } = await home.submit({});
    await home.untilEnded(id);
    const [asset] = (await listAssets(home.core, owner, { batchId: id, limit: 1 })).items;
    if (asset === undefined) throw new Error("no asset");
    const attempts = [
      getBatch(home.core, stranger, { id }),
      listTasks(home.core, stranger, { id, limit: 1 }),
      deleteBatch(home.core, stranger, { id }),
      listAssets(home.core, stranger, { batchId: id, limit: 1 }),
      getAsset(home.core, stranger, { id: asset.id }),
      deleteAsset(home.core, stranger, { id: asset.id }),
      getStyle(home.core, stranger, { id: home.style.id }),
      createExport(home.core, stranger, {
        platform: "unity",
        batchId: id,
        include: "not-rejected",
        options: {},
      }),
      createExport(home.core, stranger, {
        platform: "unity",
        assetIds: [asset.id],
        include: "not-rejected",
        options: {},
      }),
    ];
    for (const attempt of attempts) expect((await problemOf(attempt)).code).toBe("not-found");
    expect((await listAssets(home.core, stranger, { limit: 10 })).items).toEqual([]);
  });
});

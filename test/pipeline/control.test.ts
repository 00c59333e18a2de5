import type { Batch, BatchId } from "@assetql/contract";
import { type Control, controlBatch, deleteBatch, getBatch, listTasks, updateBatch } from "@assetql/core";
import { GeneratorError } from "@assetql/core/ports";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { problemOf } from "../support/problem-of.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { openTestHome, owner, stranger, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

let home: TestHome;
let generator: ScriptedGenerator;
/** Prompts that fail for good while they match. */
let refused: RegExp | undefined;

beforeAll(async () => {
  const image = await preparedImage(128);
  generator = createScriptedGenerator(({ prompt }) => {
    if (refused?.test(prompt)) throw new GeneratorError("permanent", "refused by the test");
    return image;
  });
  home = await openTestHome(generator, { maxOutstandingTasks: 30 });
});
afterAll(() => home.dispose());
beforeEach(() => {
  refused = undefined;
  generator.openGate();
});

const ask = (id: BatchId, asked: Control): Promise<Batch> => controlBatch(home.core, owner, { id, asked });
const read = (id: BatchId): Promise<Batch> => getBatch(home.core, owner, { id });
/** Resolves when no job is at work, and what they have told is counted. */
const idle = async (): Promise<void> => {
  await until(async () => {
    const depths = (["generation", "workflow"] as const).map((name) => home.queue.depth(name));
    const { entries } = home.outboxBacklog();
    const isIdle = (await Promise.all(depths)).every(({ visible, leased }) => visible + leased === 0);
    return isIdle && entries === 0 ? true : undefined;
  });
};

describe("a paused batch", () => {
  it("generates nothing more until it is resumed, and ends with exact counts", async () => {
    generator.closeGate();
    const { id } = await home.submit({ csv: simpleCsv(100) });
    await until(async () => ((await read(id)).processingTasks > 0 ? true : undefined));

    expect(await ask(id, "pause")).toMatchObject({ status: "paused" });
    generator.openGate();
    await idle();

    const paused = await read(id);
    expect(paused.status).toBe("paused");
    expect(paused.processingTasks).toBe(0);
    expect(paused.completedTasks).toBeLessThan(100);
    const calls = generator.requests.length;
    expect(await ask(id, "pause")).toMatchObject({ status: "paused" });

    expect(await ask(id, "resume")).toMatchObject({ status: "processing" });
    expect(await home.untilEnded(id)).toMatchObject({
      status: "completed",
      completedTasks: 100,
      failedTasks: 0,
    });
    expect(generator.requests.length - calls).toBe(100 - paused.completedTasks);
  });

  it("ends when what was in work was the last of it", async () => {
    generator.closeGate();
    const { id } = await home.submit({});
    await until(async () => ((await read(id)).processingTasks === 3 ? true : undefined));
    await ask(id, "pause");
    generator.openGate();
    expect(await home.untilEnded(id)).toMatchObject({ status: "completed", completedTasks: 3 });
  });

  it("can be paused before its first task and again while it is resumed", async () => {
    generator.closeGate();
    const { id } = await home.submit({ csv: simpleCsv(60) });
    await ask(id, "pause");
    for (let round = 0; round < 3; round += 1) {
      await ask(id, "resume");
      await ask(id, "pause");
    }
    generator.openGate();
    await ask(id, "resume");
    expect(await home.untilEnded(id)).toMatchObject({ status: "completed", completedTasks: 60 });
  });
});

describe("a cancelled batch", () => {
  it("keeps what it has, makes nothing more, and cannot be resumed", async () => {
    generator.closeGate();
    const { id } = await home.submit({ csv: simpleCsv(80) });
    await until(async () => ((await read(id)).processingTasks > 0 ? true : undefined));

    const cancelled = await ask(id, "cancel");
    generator.openGate();
    await idle();

    expect(cancelled).toMatchObject({ status: "cancelled" });
    expect(cancelled.completedAt).not.toBeNull();
    const ended = await read(id);
    expect(ended.completedTasks).toBeLessThanOrEqual(20);
    for (const asked of ["resume", "pause", "retry-failed"] as const) {
      expect((await problemOf(ask(id, asked))).code).toBe("batch-state");
    }
    await deleteBatch(home.core, owner, { id });
    expect((await problemOf(read(id))).code).toBe("not-found");
  });
});

describe("failed tasks", () => {
  it("raise one alert above 10 %, and are retried with three new tries", async () => {
    refused = /(mug|lamp) [1-5]\b/;
    const { id } = await home.submit({ csv: simpleCsv(130) });
    const ended = await home.untilEnded(id);
    expect(ended.failedTasks).toBeGreaterThan(0);
    expect((await problemOf(ask(id, "resume"))).message).toContain("is completed, so it cannot be resumed");

    refused = undefined;
    expect(await ask(id, "retry-failed")).toMatchObject({ status: "processing", completedAt: null });
    const retried = await home.untilEnded(id);
    expect(retried).toMatchObject({ status: "completed", completedTasks: 130, failedTasks: 0 });
    const { items } = await listTasks(home.core, owner, { id, limit: 200, status: "failed" });
    expect(items).toEqual([]);
    expect((await problemOf(ask(id, "retry-failed"))).message).toContain("No task");
  });

  it("that fail again are not retried for ever", async () => {
    refused = /./;
    const { id } = await home.submit({ csv: simpleCsv(70) });
    await home.untilEnded(id);
    const calls = generator.requests.length;

    await ask(id, "retry-failed");
    const ended = await home.untilEnded(id);

    expect(ended).toMatchObject({ status: "failed", failedTasks: 70 });
    expect(generator.requests.length - calls).toBe(70);
    expect(ended.statistics.failuresByClass.permanent).toBe(70);
  });
});

describe("a batch", () => {
  it("is renamed and changes its lane while it runs", async () => {
    generator.closeGate();
    const { id } = await home.submit({ csv: simpleCsv(50) });
    const updated = await updateBatch(home.core, owner, { id, name: "Spring", priority: "high" });
    expect(updated).toMatchObject({ name: "Spring" });
    expect(updated.config.priority).toBe("high");
    generator.openGate();
    expect(await home.untilEnded(id)).toMatchObject({ name: "Spring", completedTasks: 50 });
  });

  it("is nobody else's to control", async () => {
    const { id } = await home.submit({});
    for (const asked of ["pause", "resume", "cancel", "retry-failed"] as const) {
      expect((await problemOf(controlBatch(home.core, stranger, { id, asked }))).code).toBe("not-found");
    }
    await home.untilEnded(id);
  });

  it("is exact beside nine others of its workspace", async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => (await home.submit({ csv: simpleCsv(25) })).id),
    );
    for (const id of ids) {
      expect(await home.untilEnded(id)).toMatchObject({ status: "completed", completedTasks: 25 });
    }
  });
});

import { type Analytics, type AnalyticsSummary, type Batch, batchIdSchema } from "@assetql/contract";
import { createStyle, getAnalytics, listTasks } from "@assetql/core";
import { GeneratorError, type RecordStore } from "@assetql/core/ports";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { problemOf } from "../support/problem-of.ts";
import { createScriptedGenerator } from "../support/scripted-generator.ts";
import { openTestHome, owner, stranger, type TestHome } from "../support/test-home.ts";

let home: TestHome;
let otherStyle: Batch["styleProfileId"];
const batches: Batch[] = [];
beforeAll(async () => {
  // All of it on one day, whenever the test runs.
  const now = Date.UTC(2026, 10, 5, 12);
  vi.useFakeTimers({ toFake: ["Date"], now, shouldAdvanceTime: true, advanceTimeDelta: 1 });
  const image = await preparedImage(64);
  const generator = createScriptedGenerator(({ prompt }) => {
    if (/ [36]$/.test(prompt)) throw new GeneratorError("permanent", "The prompt was refused.");
    if (prompt.endsWith(" 5")) throw new GeneratorError("transient", "The model stumbled.");
    return image;
  });
  home = await openTestHome(generator);
  const files = [{ name: "reference.png", bytes: image }];
  const style = await createStyle(home.core, owner, {
    name: "Other",
    deviationThreshold: 0.5,
    lockedParameters: [],
    referenceUploadIds: [],
    files,
  });
  otherStyle = style.id;
  for (const [rows, more] of [
    [7, {}],
    [4, { styleProfileId: otherStyle }],
    [2, { styleProfileId: otherStyle, config: { model: "scripted" } }],
  ] as const) {
    const { id } = await home.submit({
      csv: simpleCsv(rows),
      ...more,
      config: { styleGate: "off", ...more.config },
    });
    batches.push(await home.untilEnded(id));
  }
});
afterAll(async () => {
  await home.dispose();
  vi.useRealTimers();
});

const analytics = (query: Parameters<typeof getAnalytics>[2] = {}): Promise<Analytics> =>
  getAnalytics(home.core, owner, query);

/** What the tasks themselves say of the batches. */
async function countedByTask(ids: readonly Batch["id"][]) {
  const tasks = [];
  for (const id of ids) tasks.push(...(await listTasks(home.core, owner, { id, limit: 200 })).items);
  const completed = tasks.filter(({ status }) => status === "completed");
  const failed = tasks.filter(({ status }) => status === "failed");
  const scores = completed.map(({ styleScore }) => Math.round((styleScore?.score ?? 0) * 10_000));
  const tries = tasks.reduce((sum, task) => sum + task.tries, 0);
  return {
    tasks: tasks.length,
    completed: completed.length,
    failed: failed.length,
    transient: failed.filter(({ error }) => error?.class === "transient").length,
    tries,
    costUsd: (tries * 20_000) / 1e6,
    meanScore: scores.reduce((sum, score) => sum + score, 0) / scores.length / 10_000,
  };
}

async function longestTrySeconds(ids: readonly Batch["id"][]): Promise<number> {
  const pages = await Promise.all(ids.map((id) => listTasks(home.core, owner, { id, limit: 200 })));
  const times = pages
    .flatMap(({ items }) => items)
    .map(
      ({ processingStartTime, processingEndTime }) => (processingEndTime ?? 0) - (processingStartTime ?? 0),
    );
  return Math.max(...times) / 1000;
}

const counted = ({
  tasks,
  completed,
  failed,
  failuresByClass,
  tries,
  costUsd,
  scores,
}: AnalyticsSummary) => ({
  tasks,
  completed,
  failed,
  transient: failuresByClass.transient,
  tries,
  costUsd,
  meanScore: scores.mean,
});

describe("analytics", () => {
  it("are the sums of what the tasks say, for all and for each style, model and batch", async () => {
    const { totals, byStyle, byModel, byBatch } = await analytics();
    const ids = batches.map(({ id }) => id);
    expect(counted(totals)).toEqual(await countedByTask(ids));
    expect(totals).toMatchObject({ batches: 3, tasks: 13, completed: 9, failed: 4, successRate: 9 / 13 });
    expect(totals.scores.bins.reduce((sum, { count }) => sum + count, 0)).toBe(9);
    expect(totals.durations.count).toBe(13);
    expect(totals.durations.p95Seconds).toBeLessThanOrEqual(await longestTrySeconds(ids));

    const [noise, other] = byStyle;
    expect([noise?.name, other?.name, other?.styleProfileId]).toEqual(["Noise", "Other", otherStyle]);
    expect(counted(noise!.summary)).toEqual(await countedByTask(ids.slice(0, 1)));
    expect(counted(other!.summary)).toEqual(await countedByTask(ids.slice(1)));
    expect(byModel.map(({ model, summary }) => [model, summary.batches])).toEqual([
      ["default", 2],
      ["scripted", 1],
    ]);
    expect(byBatch.map(({ batchId }) => batchId)).toEqual(ids.toReversed());
    for (const { batchId, summary } of byBatch)
      expect(counted(summary)).toEqual(await countedByTask([batchId]));
  });

  it("narrow down to a style, a model or a batch", async () => {
    expect((await analytics({ styleProfileId: otherStyle })).totals.tasks).toBe(6);
    expect((await analytics({ styleProfileId: otherStyle, model: "scripted" })).totals.tasks).toBe(2);
    expect((await analytics({ model: "none" })).totals).toMatchObject({ batches: 0, successRate: null });
    const first = batches[0]!;
    const day = new Date(first.createdAt).toISOString().slice(0, 10);
    const one = await analytics({ batchId: first.id, from: "2001-01-01", to: "2001-01-02" });
    expect(one).toMatchObject({ from: day, to: day, totals: { tasks: 7 }, byDay: [{ day, tasks: 7 }] });
  });

  it("know nothing of another workspace", async () => {
    expect((await getAnalytics(home.core, stranger, {})).totals.batches).toBe(0);
    const id = batches[0]!.id;
    expect((await problemOf(getAnalytics(home.core, stranger, { batchId: id }))).code).toBe("not-found");
    const nobodys = batchIdSchema.parse("bat_0000");
    expect((await problemOf(analytics({ batchId: nobodys }))).code).toBe("not-found");
  });

  it("take whole days, the first and the last included", async () => {
    const { createdAt } = batches[0]!;
    const day = (offset: number) => new Date(createdAt + offset * 86_400_000).toISOString().slice(0, 10);
    expect((await analytics({ from: day(0), to: day(0) })).totals.batches).toBe(3);
    expect((await analytics({ from: day(-3), to: day(-1) })).totals.batches).toBe(0);
    expect((await analytics({ from: day(1), to: day(300) })).totals.batches).toBe(0);
    expect((await analytics({ to: "9999-12-31" })).totals.batches).toBe(0);
  });

  it.each([
    [{ from: "2026-02-01", to: "2026-01-01" }, "ends (2026-01-01) before it begins"],
    [{ from: "2024-01-01", to: "2026-01-01" }, "at most 366 days"],
  ])("refuse the range %j", async (query, words) => {
    const { code, message } = await problemOf(analytics(query));
    expect(code).toBe("request-invalid");
    expect(message).toContain(words);
  });

  it("refuse more batches than one call may read, rather than leaving some out", async () => {
    let pages = 0;
    const store: Pick<RecordStore, "query"> = {
      async query(collection, query) {
        const { cursor: _, ...first } = query;
        const page = await home.core.store.query(collection, first);
        pages += 1;
        const items = Array.from({ length: query.limit }, () => page.items[0]!);
        return { items, cursor: "more" };
      },
    };
    const endless = { ...home.core, store: { ...home.core.store, ...store } };
    const { code, message } = await problemOf(getAnalytics(endless, owner, {}));
    expect([code, pages]).toEqual(["request-invalid", 51]);
    expect(message).toContain("more than 10000 batches");
  });
});

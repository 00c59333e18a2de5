import {
  type AssetId,
  type Batch,
  type BatchId,
  createBatchSchema,
  previewBatchSchema,
} from "@assetql/contract";
import {
  acceptBestTry,
  controlBatch,
  createBatch,
  getBatch,
  getUsage,
  listAssets,
  listBatches,
  listTasks,
  previewBatch,
  regenerateAsset,
  reviewAssets,
} from "@assetql/core";
import { GeneratorError, type RecordStore } from "@assetql/core/ports";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { problemOf } from "../support/problem-of.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { setPlan } from "../support/set-plan.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

let home: TestHome;
let generator: ScriptedGenerator;
let image: Uint8Array;
/** What the generator does with its `call`, counted from 1. */
let answer: (call: number) => Uint8Array;
beforeAll(async () => {
  image = await preparedImage(64);
});
beforeEach(async () => {
  // Within one month, whenever the test runs.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 5, 12), shouldAdvanceTime: true });
  answer = () => image;
  generator = createScriptedGenerator((_, call) => answer(call));
  // Quota is about what is submitted: nothing has to be made here.
  generator.closeGate();
  home = await openTestHome(generator);
  await setPlan(home.core.store, owner.workspaceId, "free");
});
afterEach(async () => {
  // Nothing new is begun, and what hangs at the gate ends.
  const closing = home.dispose();
  generator.openGate();
  await closing;
  vi.useRealTimers();
});

const refuse = () => {
  throw new GeneratorError("permanent", "The prompt was refused.");
};
const submit = (rows: number): Promise<Batch> => home.submit({ csv: simpleCsv(rows) });
const quota = async () => (await getUsage(home.core, owner, {})).quota;

describe("asset 51 of the free plan", () => {
  it("is refused in words, and nothing is made", async () => {
    await submit(48);
    const error = await problemOf(submit(3));
    expect(error.code).toBe("quota-exceeded");
    expect(error.message).toMatch(
      /^The free plan has 50 assets a month\. 48 are made or reserved, 2 are left, and this takes 3\. Submit at most 2 rows, or take the paid plan\. The count starts anew on \d{4}-\d{2}-01 \(UTC\)\.$/,
    );
    expect(await quota()).toMatchObject({ plan: "free", limit: 50, used: 48, remaining: 2 });
    await submit(2);
    expect((await problemOf(submit(1))).message).toContain("none is left, and this takes 1. To go on now,");
    expect((await listBatches(home.core, owner, { limit: 10 })).items).toHaveLength(2);
  });

  it("is told of by the preview, as a problem that keeps the batch from being submitted", async () => {
    const input = { styleProfileId: home.style.id, template: "A {subject}" };
    const preview = async (rows: number) =>
      previewBatch(home.core, owner, previewBatchSchema.parse({ ...input, csv: simpleCsv(rows) }));
    expect(await preview(50)).toMatchObject({ valid: true, problems: [], quota: { remaining: 50 } });
    const beyond = await preview(51);
    expect(beyond).toMatchObject({ valid: false, problems: [{ code: "quota-exceeded", source: "request" }] });
  });

  it("is let in by a larger plan", async () => {
    await submit(50);
    await setPlan(home.core.store, owner.workspaceId, "paid");
    await submit(1);
    expect(await quota()).toMatchObject({ plan: "paid", limit: 500, used: 51, remaining: 449 });
    await setPlan(home.core.store, owner.workspaceId, "enterprise");
    expect(await quota()).toMatchObject({ limit: null, used: 51, remaining: null });
  });
});

it("is measured by the very count that a submission changes", async () => {
  await submit(48);
  let between: Batch | undefined;
  const { store } = home.core;
  const interrupted: RecordStore = {
    getMany: (collection, ids) => store.getMany(collection, ids),
    query: (collection, query) => store.query(collection, query),
    transact: (actions) => store.transact(actions),
    async get(collection, id) {
      const found = await store.get(collection, id);
      if (collection.name === "usage") between ??= await submit(2);
      return found;
    },
  };
  const input = { name: "Late", styleProfileId: home.style.id, template: "A {subject}", csv: simpleCsv(2) };
  const deps = { ...home.core, store: interrupted };
  const late = createBatch(deps, owner, createBatchSchema.parse(input));
  expect(await problemOf(late)).toMatchObject({ code: "quota-exceeded" });
  expect(between).toBeDefined();
  expect(await quota()).toMatchObject({ used: 50, remaining: 0 });
});

it("never gives more than there is to many submissions at once", async () => {
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => submit(7)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  for (const one of answers) {
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "quota-exceeded" });
  }
  expect(await quota()).toMatchObject({ used: 49, remaining: 1 });
});

it("never gives more than there is to many images accepted below the gate at once", async () => {
  const strange = await sharp({ create: { width: 128, height: 128, channels: 3, background: "#ff00ff" } })
    .png()
    .toBuffer();
  answer = () => strange;
  generator.openGate();
  const { id, failedTasks } = await home.untilEnded((await submit(6)).id);
  expect(failedTasks).toBe(6);
  generator.closeGate();
  answer = () => image;
  await submit(47);

  const { items } = await listTasks(home.core, owner, { id, limit: 10 });
  const answers = await Promise.allSettled(
    items.map((task) => acceptBestTry(home.core, owner, { id: task.id })),
  );

  const refused = answers.filter((one) => one.status === "rejected");
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(3).fill("quota-exceeded"));
  expect(await quota()).toMatchObject({ used: 50, remaining: 0 });
  const files = (await home.core.blobs.list(`raw/${id}/`)).items.map(({ key }) => key);
  for (const one of answers) {
    if (one.status === "fulfilled") expect(files).toContain(`raw/${id}/${one.value.id}.v1.png`);
  }
  expect(await getBatch(home.core, owner, { id })).toMatchObject({
    status: "completed",
    completedTasks: 3,
    failedTasks: 3,
  });
});

it("is that of the month a batch was submitted in, and words say so when that month is over", async () => {
  answer = refuse;
  const { id } = await home.untilEnded((await submit(6)).id);
  answer = () => image;
  await submit(47);
  vi.setSystemTime(Date.UTC(2026, 11, 2, 12));

  const retry = () => controlBatch(home.core, owner, { id, asked: "retry-failed" });
  const error = await problemOf(retry());
  expect(error).toMatchObject({
    code: "quota-exceeded",
    message:
      "The free plan has 50 assets a month. In 2026-11, the month that this batch counts in, 47 are made or " +
      "reserved, 3 are left, and this takes 6. That month is over: make the images in a new batch, or take the paid plan.",
  });
  expect(await quota()).toMatchObject({ used: 0, remaining: 50 });
  await submit(6);
  await setPlan(home.core.store, owner.workspaceId, "paid");
  await retry();
  expect(await quota()).toMatchObject({ used: 6 });
});

it("lets nobody accept an image below the gate in a month that is over and used up", async () => {
  const strange = await sharp({ create: { width: 128, height: 128, channels: 3, background: "#ff00ff" } })
    .png()
    .toBuffer();
  answer = () => strange;
  generator.openGate();
  const { id } = await home.untilEnded((await submit(1)).id);
  generator.closeGate();
  await submit(50);
  vi.setSystemTime(Date.UTC(2026, 11, 2, 12));

  const [task] = (await listTasks(home.core, owner, { id, limit: 1 })).items;
  if (task === undefined) throw new Error("The batch has no task");
  const { message } = await problemOf(acceptBestTry(home.core, owner, { id: task.id }));
  expect(message).toContain(
    "none is left, and this takes 1. That month is over: make the images in a new batch",
  );
  expect(message).not.toContain("starts anew");
  expect((await home.core.blobs.list(`raw/${id}/`)).items).toEqual([]);
});

describe("what is reserved", () => {
  it("is given back for what fails, and taken again by a retry at once", async () => {
    answer = refuse;
    const { id } = await home.untilEnded((await submit(6)).id);
    expect(await quota()).toMatchObject({ used: 0 });

    answer = () => image;
    await submit(47);
    const retry = () => controlBatch(home.core, owner, { id, asked: "retry-failed" });
    const refused = await problemOf(retry());
    expect(refused.code).toBe("quota-exceeded");
    expect(refused.message).toContain("3 are left, and this takes 6");
    await setPlan(home.core.store, owner.workspaceId, "paid");
    await retry();
    expect(await quota()).toMatchObject({ used: 53 });
  });

  it("is given back for what is cancelled, but not for what was made", async () => {
    answer = (call) => {
      if (call <= 3) return image;
      throw new GeneratorError("unavailable", "The model is starting.", 900);
    };
    generator.openGate();
    const { id } = await submit(12);
    await until(async () => {
      const { completedTasks, retryingTasks } = await getBatch(home.core, owner, { id });
      return completedTasks + retryingTasks === 12 ? true : undefined;
    });
    expect(await quota()).toMatchObject({ used: 12 });
    await controlBatch(home.core, owner, { id, asked: "cancel" });
    expect(await quota()).toMatchObject({ used: 3 });
  });
});

describe("another version of an image that is there", () => {
  /** A batch that is done, and its images. */
  async function make(rows: number): Promise<{ id: BatchId; assetIds: AssetId[] }> {
    generator.openGate();
    const { id } = await home.untilEnded((await submit(rows)).id);
    generator.closeGate();
    const { items } = await listAssets(home.core, owner, { batchId: id, limit: 50 });
    return { id, assetIds: items.map((asset) => asset.id) };
  }
  const completed = async () => (await getUsage(home.core, owner, {})).months.at(-1)?.completed;
  const regenerate = (id: AssetId | undefined) => regenerateAsset(home.core, owner, { id: known(id) });

  it("takes one of the quota at once, and is refused in words when none is left", async () => {
    const { assetIds } = await make(3);
    await submit(46);
    await regenerate(assetIds[0]);
    expect(await quota()).toMatchObject({ used: 50, remaining: 0 });
    expect(await problemOf(regenerate(assetIds[1]))).toMatchObject({
      code: "quota-exceeded",
      message:
        "The free plan has 50 assets a month. 50 are made or reserved, none is left, and this takes 1. " +
        "To go on now, take the paid plan. The count starts anew on 2026-12-01 (UTC).",
    });
    const review = { action: "regenerate" as const, assetIds: assetIds.slice(1) };
    expect(await reviewAssets(home.core, owner, review)).toMatchObject({
      done: 0,
      results: [{ problem: { code: "quota-exceeded" } }, { problem: { code: "quota-exceeded" } }],
    });
    expect(await completed()).toBe(3);
  });

  it("never gives more than there is to many that are wanted at once", async () => {
    const { id, assetIds } = await make(8);
    await submit(39);
    const answers = await Promise.allSettled(assetIds.map(regenerate));
    const refused = answers.filter((one) => one.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(5).fill("quota-exceeded"));
    expect(await quota()).toMatchObject({ used: 50, remaining: 0 });
    expect(await getBatch(home.core, owner, { id })).toMatchObject({
      status: "processing",
      completedTasks: 5,
    });
  });

  it("counts as made when it is there, and each further one again", async () => {
    const { id, assetIds } = await make(2);
    for (const used of [3, 4]) {
      generator.openGate();
      await regenerate(assetIds[0]);
      await home.untilEnded(id);
      expect(await quota()).toMatchObject({ used });
      expect(await completed()).toBe(used);
    }
  });

  it("is given back when it comes to nothing, and taken again by whoever accepts its best try", async () => {
    const { id, assetIds } = await make(2);
    const strange = await sharp({ create: { width: 128, height: 128, channels: 3, background: "#ff00ff" } })
      .png()
      .toBuffer();
    answer = () => strange;
    generator.openGate();
    await regenerate(assetIds[0]);
    expect(await quota()).toMatchObject({ used: 3 });
    await home.untilEnded(id);
    expect(await quota()).toMatchObject({ used: 2 });
    const { items } = await listTasks(home.core, owner, { id, limit: 2 });
    const task = items.find(({ bestTry }) => bestTry !== null);
    await acceptBestTry(home.core, owner, { id: known(task?.id) });
    expect(await quota()).toMatchObject({ used: 3 });
    expect(await completed()).toBe(3);
  });

  it("is given back when its batch is cancelled, whose images still count", async () => {
    const { id, assetIds } = await make(2);
    await regenerate(assetIds[0]);
    expect(await quota()).toMatchObject({ used: 3 });
    await controlBatch(home.core, owner, { id, asked: "cancel" });
    expect(await quota()).toMatchObject({ used: 2 });
    expect(await completed()).toBe(2);
  });

  it("counts in the month in which it is wanted, and not in that of its batch", async () => {
    const { id, assetIds } = await make(2);
    await submit(48);
    vi.setSystemTime(Date.UTC(2026, 11, 2, 12));
    generator.openGate();
    await regenerate(assetIds[0]);
    expect(await quota()).toMatchObject({ used: 1, remaining: 49 });
    await home.untilEnded(id);
    const { months } = await getUsage(home.core, owner, {});
    expect(months).toMatchObject([
      { month: "2026-11", batches: 2, assets: 50 },
      { month: "2026-12", batches: 0, assets: 1, completed: 1 },
    ]);
  });
});

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("There is none");
  return value;
}

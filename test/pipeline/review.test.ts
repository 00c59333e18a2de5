import type { Asset, AssetId, TaskId } from "@assetql/contract";
import {
  acceptBestTry,
  approveAsset,
  compareVersions,
  controlBatch,
  createComment,
  deleteAsset,
  deleteComment,
  getAsset,
  getBatch,
  getTask,
  listAssets,
  listComments,
  listTasks,
  listVersions,
  regenerateAsset,
  rejectAsset,
  restoreVersion,
  reviewAssets,
  updateAsset,
} from "@assetql/core";
import { type GenerationRequest, GeneratorError } from "@assetql/core/ports";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { preparedImage } from "../support/fixed-generator.ts";
import { problemOf } from "../support/problem-of.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { openTestHome, owner, stranger, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

let home: TestHome;
let generator: ScriptedGenerator;
/** In the style, and far from it. */
let fitting: Uint8Array;
let strange: Uint8Array;
let script: (request: GenerationRequest) => Uint8Array;

beforeAll(async () => {
  fitting = await preparedImage(128);
  strange = await sharp({ create: { width: 128, height: 128, channels: 3, background: "#ff00ff" } })
    .png()
    .toBuffer();
  generator = createScriptedGenerator((request) => script(request));
  home = await openTestHome(generator);
});
afterAll(() => home.dispose());
beforeEach(() => {
  script = () => fitting;
});

const ready = (id: AssetId, version: number): Promise<Asset> =>
  until(async () => {
    const asset = await getAsset(home.core, owner, { id });
    return asset.status === "ready" && asset.version === version ? asset : undefined;
  });

async function makeOne(): Promise<Asset> {
  const { id } = await home.submit({ csv: "sku,subject\nS-1,mug\n" });
  await home.untilEnded(id);
  const { items } = await listAssets(home.core, owner, { batchId: id, limit: 1 });
  if (items[0] === undefined) throw new Error("no asset");
  return ready(items[0].id, 1);
}

const untilTask = (id: TaskId, status: string) =>
  until(async () => {
    const task = await getTask(home.core, owner, { id });
    return task.status === status ? task : undefined;
  });

describe("an asset under review", () => {
  it("is approved and rejected, by whom and why, and nobody else's", async () => {
    const { id } = await makeOne();
    expect(await approveAsset(home.core, owner, { id })).toMatchObject({
      review: "approved",
      reviewedBy: owner.userId,
      reviewNote: null,
    });
    expect(await rejectAsset(home.core, owner, { id, note: "too dark" })).toMatchObject({
      review: "rejected",
      reviewNote: "too dark",
    });
    expect((await problemOf(approveAsset(home.core, stranger, { id }))).code).toBe("not-found");
  });

  it("gets a new version with the note in its prompt, and keeps what a person has set", async () => {
    const first = await makeOne();
    await approveAsset(home.core, owner, { id: first.id });
    await updateAsset(home.core, owner, {
      id: first.id,
      title: "Our mug",
      tags: ["hand-made", "mug"],
      category: "Kitchen",
    });

    await regenerateAsset(home.core, owner, { id: first.id, note: "with a red handle" });
    const second = await ready(first.id, 2);

    expect(generator.requests.at(-1)?.prompt).toBe(`${first.prompt}, with a red handle`);
    expect(second).toMatchObject({
      review: "pending",
      title: "Our mug",
      category: "Kitchen",
      latestVersion: 2,
      reviewNote: "with a red handle",
      prompt: `${first.prompt}, with a red handle`,
    });
    expect(second.tags.map(({ name }) => name)).toEqual(["hand-made", "mug"]);
    expect(second.provenance.seed).not.toBe(first.provenance.seed);
    const batch = await home.untilEnded(first.batchId);
    expect(batch).toMatchObject({ status: "completed", completedTasks: 1, totalTasks: 1 });
  });

  it("can go back to an earlier version, with the review it had, and on to a third", async () => {
    const { id } = await makeOne();
    await approveAsset(home.core, owner, { id });
    await regenerateAsset(home.core, owner, { id });
    await ready(id, 2);

    const restored = await restoreVersion(home.core, owner, { id, version: 1 });
    expect(restored).toMatchObject({ version: 1, review: "approved", latestVersion: 2 });
    await home.untilEnded(restored.batchId);
    await regenerateAsset(home.core, owner, { id });
    await ready(id, 3);

    const { items } = await listVersions(home.core, owner, { id, limit: 10 });
    expect(items.map(({ version, isCurrent, review }) => [version, isCurrent, review])).toEqual([
      [3, true, "pending"],
      [2, false, "pending"],
      [1, false, "approved"],
    ]);
    const seeds = new Set(items.map(({ provenance }) => provenance.seed));
    expect(seeds.size).toBe(3);
    expect((await problemOf(restoreVersion(home.core, owner, { id, version: 9 }))).message).toContain(
      "no version 9",
    );
  });

  it("keeps its image when a regeneration comes to nothing, whose best try a person may accept", async () => {
    const first = await makeOne();
    script = () => strange;
    await regenerateAsset(home.core, owner, { id: first.id });
    const task = await until(async () => {
      const found = await getTask(home.core, owner, { id: first.taskId });
      return found.status === "completed" && found.error !== null ? found : undefined;
    });
    expect(task.error?.class).toBe("style-deviation");
    expect(task.bestTry?.score).toBeLessThan(0.85);
    expect(task.bestTry?.url).toContain("/files/rejected/");
    expect(await getAsset(home.core, owner, { id: first.id })).toMatchObject({ version: 1 });
    expect(await home.untilEnded(first.batchId)).toMatchObject({ completedTasks: 1, failedTasks: 0 });

    const accepted = await acceptBestTry(home.core, owner, { id: first.taskId });
    expect(accepted).toMatchObject({ version: 2, review: "approved" });
    const comparison = await compareVersions(home.core, owner, { id: first.id, from: 1, to: 2 });
    expect(comparison).toMatchObject({ comparable: true, promptChanged: false });
    expect(comparison.scoreChange).toBeLessThan(0);
    expect(comparison.visualDifference).toBeGreaterThan(0.1);
    const same = await compareVersions(home.core, owner, { id: first.id, from: 2, to: 2 });
    expect(same.visualDifference).toBe(0);
  });

  it("is not regenerated twice at once, nor deleted meanwhile", async () => {
    const { id } = await makeOne();
    generator.closeGate();
    await regenerateAsset(home.core, owner, { id });
    expect((await problemOf(regenerateAsset(home.core, owner, { id }))).code).toBe("asset-state");
    expect((await problemOf(deleteAsset(home.core, owner, { id }))).code).toBe("asset-state");
    generator.openGate();
    await ready(id, 2);
  });

  it("takes every version, comment and file with it when it is deleted", async () => {
    const { id, batchId } = await makeOne();
    await regenerateAsset(home.core, owner, { id });
    await ready(id, 2);
    await home.untilEnded(batchId);
    await createComment(home.core, owner, { id, text: "nice" });

    await deleteAsset(home.core, owner, { id });

    expect((await problemOf(getAsset(home.core, owner, { id }))).code).toBe("not-found");
    await until(async () => {
      const raw = await home.core.blobs.list(`raw/${batchId}/`);
      const thumbnails = await home.core.blobs.list(`thumbnails/${id}.`);
      return raw.items.length + thumbnails.items.length === 0 ? true : undefined;
    });
  });
});

describe("an image below the gate", () => {
  it("is kept, and becomes an approved asset when a person accepts it", async () => {
    script = ({ prompt }) => (prompt.includes("mug") ? strange : fitting);
    const { id } = await home.submit({ csv: "sku,subject\nS-1,mug\n" });
    expect(await home.untilEnded(id)).toMatchObject({ status: "failed", failedTasks: 1 });
    const { items } = await listTasks(home.core, owner, { id, limit: 1 });
    const taskId = items[0]?.id as TaskId;
    const task = await untilTask(taskId, "failed");
    expect(task.bestTry).not.toBeNull();
    expect((await problemOf(acceptBestTry(home.core, stranger, { id: taskId }))).code).toBe("not-found");

    const asset = await acceptBestTry(home.core, owner, { id: taskId });

    expect(asset).toMatchObject({ review: "approved", reviewedBy: owner.userId, version: 1, sku: "S-1" });
    expect(asset.styleScore.score).toBeCloseTo(task.bestTry?.score ?? 0, 6);
    const batch = await until(async () => {
      const found = await getBatch(home.core, owner, { id });
      return found.completedTasks === 1 ? found : undefined;
    });
    expect(batch).toMatchObject({ status: "completed", failedTasks: 0 });
    expect(batch.statistics.failuresByClass["style-deviation"]).toBe(0);
    expect((await problemOf(acceptBestTry(home.core, owner, { id: taskId }))).code).toBe("task-state");
    const { items: left } = await home.core.blobs.list(`rejected/${id}/`);
    expect(left).toEqual([]);
  });

  it("is nothing to accept where there is none", async () => {
    script = () => {
      throw new GeneratorError("permanent", "refused by the test");
    };
    const { id } = await home.submit({ csv: "sku,subject\nS-1,mug\n" });
    await home.untilEnded(id);
    const { items } = await listTasks(home.core, owner, { id, limit: 1 });
    const problem = await problemOf(acceptBestTry(home.core, owner, { id: items[0]?.id as TaskId }));
    expect(problem.message).toBe("Row 1 has no image below the gate to accept.");
  });
});

describe("review in bulk", () => {
  it("does what it can, and says for each what it could not", async () => {
    const { id } = await home.submit({});
    await home.untilEnded(id);
    const { items } = await listAssets(home.core, owner, { batchId: id, limit: 10 });
    const ids = items.map((asset) => asset.id);
    const foreign = (await makeOne()).id;
    await deleteAsset(home.core, owner, { id: foreign });

    const result = await reviewAssets(home.core, owner, { action: "approve", assetIds: [...ids, foreign] });

    expect(result).toMatchObject({ done: 3, failed: 1 });
    expect(result.results.at(-1)?.problem?.code).toBe("not-found");
    const again = await reviewAssets(home.core, owner, {
      action: "regenerate",
      assetIds: ids,
      note: "brighter",
    });
    expect(again.done).toBe(3);
    for (const assetId of ids) await ready(assetId, 2);
    expect(await home.untilEnded(id)).toMatchObject({ completedTasks: 3 });
    expect(await reviewAssets(home.core, owner, { action: "delete", assetIds: ids })).toMatchObject({
      done: 3,
    });
  });
});

describe("a note", () => {
  it("is no source of tags", async () => {
    const { id, tags } = await makeOne();
    await regenerateAsset(home.core, owner, { id, note: "the handle is on the wrong side" });
    expect((await ready(id, 2)).tags).toEqual(tags);
  });
});

describe("comments", () => {
  it("are listed in order, name the version, and are taken back by their author or an admin", async () => {
    const { id } = await makeOne();
    const viewer = { ...owner, userId: "key_viewer", role: "viewer" } as const;
    const other = { ...owner, userId: "key_other", role: "creator" } as const;
    const first = await createComment(home.core, viewer, { id, text: "A bit dark" });
    // Order is by time, in milliseconds.
    await until(async () => (Date.now() > first.createdAt ? true : undefined));
    const second = await createComment(home.core, other, { id, text: "I like it" });

    const { items } = await listComments(home.core, owner, { id, limit: 10 });
    expect(items.map(({ text, version, author }) => [text, version, author])).toEqual([
      ["A bit dark", 1, "key_viewer"],
      ["I like it", 1, "key_other"],
    ]);
    expect((await problemOf(deleteComment(home.core, other, { id: first.id }))).code).toBe("forbidden");
    expect((await problemOf(deleteComment(home.core, stranger, { id: first.id }))).code).toBe("not-found");
    await deleteComment(home.core, viewer, { id: first.id });
    await deleteComment(home.core, owner, { id: second.id });
    expect((await listComments(home.core, owner, { id, limit: 10 })).items).toEqual([]);
  });
});

describe("a regeneration that was cancelled", () => {
  it("leaves an asset that can be restored and deleted", async () => {
    const { id, batchId } = await makeOne();
    await regenerateAsset(home.core, owner, { id });
    await ready(id, 2);
    await home.untilEnded(batchId);
    generator.closeGate();
    await regenerateAsset(home.core, owner, { id });
    await until(async () =>
      (await getBatch(home.core, owner, { id: batchId })).status === "processing" ? true : undefined,
    );
    await controlBatch(home.core, owner, { id: batchId, asked: "cancel" });
    expect(await restoreVersion(home.core, owner, { id, version: 1 })).toMatchObject({ version: 1 });
    await deleteAsset(home.core, owner, { id });
    generator.openGate();
    expect((await problemOf(getAsset(home.core, owner, { id }))).code).toBe("not-found");
  });
});

describe("an asset that is edited while its next version is made", () => {
  it("keeps the edit, and the model is asked once", async () => {
    const { id } = await makeOne();
    generator.closeGate();
    const calls = generator.requests.length;
    await regenerateAsset(home.core, owner, { id });
    await until(async () => (generator.requests.length > calls ? true : undefined));
    await updateAsset(home.core, owner, { id, title: "Meanwhile" });
    generator.openGate();
    expect(await ready(id, 2)).toMatchObject({ title: "Meanwhile" });
    expect(generator.requests.length - calls).toBe(1);
  });
});

import { batchIdSchema, MAX_TRIES, type StyleScore, workspaceIdSchema } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import {
  acceptTry,
  backoffSeconds,
  beginTry,
  deferTry,
  endTry,
  parkTask,
  requeueTask,
  type TryOutcome,
} from "./step.ts";
import { newTask, type TaskRecord } from "./task-record.ts";

const queued = newTask(
  {
    batchId: batchIdSchema.parse("bat_0001"),
    workspaceId: workspaceIdSchema.parse("ws_home"),
    row: 1,
    prompt: "a mug",
    metadata: {},
  },
  0,
);

const score = (value: number): StyleScore => ({
  score: value,
  rawCosine: value,
  parts: { palette: value, composition: value, texture: value, lighting: value, embedding: value },
  encoder: { id: "test", version: "1" },
});
const provenance = {
  generator: "test",
  generatorVersion: "1",
  model: "test",
  isDraft: true,
  seed: 1,
  attribution: [],
};
const deviated = (value: number, attempt: number): TryOutcome => ({
  kind: "deviated",
  score: score(value),
  threshold: 0.85,
  blobKey: `rejected/t${attempt}.png`,
  provenance,
});
const transient: TryOutcome = { kind: "error", class: "transient", message: "no answer" };
const permanent: TryOutcome = { kind: "error", class: "permanent", message: "refused" };

const run = (outcomes: readonly TryOutcome[]): TaskRecord =>
  outcomes.reduce((task, outcome, index) => endTry(beginTry(task, index), outcome, index), queued);

describe("a task's tries", () => {
  it("are three, and the best one below the gate is kept", () => {
    const task = run([deviated(0.7, 1), deviated(0.8, 2), deviated(0.6, 3)]);
    expect(task).toMatchObject({ status: "failed", tries: MAX_TRIES, retryCount: 2, bestScore: 0.8 });
    expect(task.bestTry).toEqual({ attempt: 2, score: 0.8, blobKey: "rejected/t2.png", provenance });
    expect(task.error?.class).toBe("style-deviation");
    expect(task.error?.message).toContain("0.60 is below the gate of 0.85");
  });

  it("end at once on a permanent error", () => {
    expect(run([permanent])).toMatchObject({ status: "failed", tries: 1 });
  });

  it("end with the first that passes, and forget what was below the gate", () => {
    const task = run([deviated(0.7, 1), transient, { kind: "passed", score: score(0.9) }]);
    expect(task).toMatchObject({ status: "completed", tries: 3, bestScore: 0.9, bestTry: null, error: null });
    expect(task.assetId).toMatch(/^ast_/);
  });

  it("are not used up by waiting for a model", () => {
    const waiting = deferTry(beginTry(queued, 1), "The model is down.", 2);
    expect(waiting).toMatchObject({ status: "retrying", tries: 0, error: { class: "transient" } });
  });

  it("are numbered by steps that only grow", () => {
    const begun = beginTry(queued, 1);
    expect([begun.step, endTry(begun, transient, 2).step]).toEqual([1, 2]);
  });

  it("cannot begin again after the end", () => {
    expect(() => beginTry(run([permanent]), 9)).toThrow("cannot become processing");
  });
});

describe("backoffSeconds", () => {
  it("doubles, with up to a half more by chance", () => {
    const bounds = [1, 2, 3].map((tries) =>
      [0, 1].map((chance) => backoffSeconds(tries, { unitMs: 1_000, chance })),
    );
    expect(bounds).toEqual([
      [1, 1.5],
      [2, 3],
      [4, 6],
    ]);
  });

  it("of a regeneration that come to nothing leave the asset that was there", () => {
    const done = run([{ kind: "passed", score: score(0.9) }]);
    const again = requeueTask(done, { note: "more blue", now: 5 });
    expect(again).toMatchObject({ status: "queued", tries: 0, earlierTries: 1, note: "more blue" });
    const ended = [deviated(0.5, 2), deviated(0.6, 3), deviated(0.4, 4)].reduce(
      (task, outcome) => endTry(beginTry(task, 6), outcome, 6),
      again,
    );
    expect(ended).toMatchObject({ status: "completed", assetId: done.assetId, styleScore: score(0.9) });
    expect(ended.error?.class).toBe("style-deviation");
    expect(ended.bestTry).toMatchObject({ attempt: 3, score: 0.6 });
    expect(acceptTry(ended, { score: score(0.6), now: 7 })).toMatchObject({
      status: "completed",
      bestTry: null,
    });
  });

  it("of a regeneration count in the month in which it is wanted, once it is made or its best try accepted", () => {
    const [november, december] = [Date.UTC(2026, 10, 30), Date.UTC(2026, 11, 1)];
    const passed: TryOutcome = { kind: "passed", score: score(0.9) };
    const done = run([passed]);
    expect(done.regenerations).toBeUndefined();

    const wanted = requeueTask(done, { note: null, now: november });
    expect(wanted.regenerations).toEqual({ making: "2026-11", made: {} });
    const retried = endTry(beginTry(wanted, december), deviated(0.5, 2), december);
    expect(retried.regenerations).toEqual({ making: "2026-11", made: {} });
    const made = endTry(beginTry(retried, december), passed, december);
    expect(made.regenerations).toEqual({ making: null, made: { "2026-11": 1 } });

    const again = requeueTask(made, { note: null, now: december });
    const failed = endTry(beginTry(again, december), permanent, december);
    expect(failed.regenerations).toEqual({ making: null, made: { "2026-11": 1 } });
    const accepted = acceptTry(failed, { score: score(0.6), now: december });
    expect(accepted.regenerations).toEqual({ making: null, made: { "2026-11": 1, "2026-12": 1 } });
    expect(acceptTry(run([permanent]), { score: score(0.6), now: december }).regenerations).toBeUndefined();
  });

  it("go on where they were after a pause, also when the process that had one died", () => {
    const parked = parkTask(beginTry(queued, 1), 2);
    expect(parked).toMatchObject({ status: "retrying", parked: true, step: 2, tries: 0 });
    expect(parkTask(queued, 2)).toMatchObject({ status: "queued", parked: true, step: 0 });
    expect(beginTry(parked, 3)).toMatchObject({ status: "processing", parked: false });
  });
});

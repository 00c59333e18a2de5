import { describe, expect, test } from "vitest";
import { askModel, withoutMono } from "./model/ask-model.ts";
import {
  madeAsset,
  madeBatch,
  madeChange,
  madeCounts,
  madeExport,
  madePreview,
  madePull,
} from "./model/made.ts";

const now = "2026-03-01T09:30:00.000Z";

describe.skipIf(withoutMono)("what the Unity window shows of what the bridge tells", () => {
  test("a batch says how far it is, how long it takes, and offers what its state allows", async () => {
    const batch = (members: Parameters<typeof madeBatch>[0]) => ({
      do: "batch",
      now,
      batch: madeBatch(members),
    });
    const [going, waiting, paused, done, flawed, cancelled] = await askModel(
      batch({}),
      batch({ status: "queued", completed: 0, failed: 0, meanScore: null, estimatedCompletion: null }),
      batch({ status: "paused" }),
      batch({ status: "completed", completed: 500, failed: 0, queued: 0 }),
      batch({ status: "completed", completed: 496, retrying: 0, queued: 0 }),
      batch({ status: "cancelled", failed: 4 }),
    );

    expect(going).toEqual({
      status: "Generating",
      tone: "busy",
      summary: "312 of 500 images done, 4 failed, mean score 0.91, about 3 minutes left",
      fraction: 0.632,
      can: ["pause", "cancel", "images"],
    });
    expect(waiting).toMatchObject({ summary: "0 of 500 images done", can: ["pause", "cancel"] });
    expect(paused).toMatchObject({ status: "Paused", can: ["resume", "cancel", "images"] });
    expect(paused.summary).not.toContain("left");
    expect(done).toMatchObject({ status: "Done", tone: "good", fraction: 1, can: ["images"] });
    expect(done.summary).toBe("500 images, mean score 0.91");
    expect(flawed).toMatchObject({ status: "Done, some failed", tone: "warning", can: ["retry", "images"] });
    expect(cancelled).toMatchObject({ status: "Cancelled", can: ["images"] });
  });

  test("an estimate that has passed never says that less than nothing is left", async () => {
    const batch = madeBatch({ estimatedCompletion: Date.UTC(2026, 2, 1, 9) });
    const [late] = await askModel({ do: "batch", now, batch });
    expect(late.summary).toContain("less than a minute left");
  });

  test("a plan says in one line what is new, updated, removed, kept and in conflict", async () => {
    const plan = (counts: Parameters<typeof madeCounts>[0], conflicts: string) => ({
      do: "plan",
      counts: madeCounts(counts),
      conflicts,
    });
    const [all, kept, contested, overwritten, nothing] = await askModel(
      plan({ create: 12, update: 3, delete: 1, skip: 40, conflict: 2 }, "keep-theirs"),
      plan({ skip: 40 }, "overwrite"),
      plan({ conflict: 1 }, "keep-theirs"),
      plan({ conflict: 1 }, "overwrite"),
      plan({}, "ask"),
    );

    expect(all).toEqual({
      summary: "12 new, 3 updated, 1 removed, 40 kept, 2 conflicts",
      hasWork: true,
      label: "Apply 16 changes",
    });
    expect(kept).toEqual({ summary: "40 kept", hasWork: false, label: "Nothing to apply" });
    expect(contested).toMatchObject({ summary: "1 conflict", hasWork: false });
    expect(overwritten).toMatchObject({ hasWork: true, label: "Apply 1 change" });
    expect(nothing).toMatchObject({ summary: "nothing to do", hasWork: false });
  });

  test("a line of a plan names what is written, what is contested, and what went wrong", async () => {
    const change = (members: Parameters<typeof madeChange>[0]) => ({
      do: "change",
      change: madeChange(members),
    });
    const lines = await askModel(
      change({}),
      change({
        kind: "update",
        fields: [
          { name: "image", outcome: "write" },
          { name: "pixelsPerUnit", outcome: "write" },
          { name: "atlas", outcome: "keep" },
        ],
      }),
      change({ kind: "skip", reason: "It is as it was pulled." }),
      change({ kind: "conflict", fields: [{ name: "image", outcome: "ask" }] }),
      change({ kind: "delete", reason: "It was rejected." }),
      change({ state: "failed", problem: { code: "disk-full", detail: "The disk is full." } }),
      change({ state: "revert-failed", reason: "Somebody changed it." }),
      change({ state: "reverted" }),
      change({ warnings: ["The name was taken: it goes beside it."] }),
    );

    expect(lines).toEqual([
      { badge: "new", tone: "good", detail: "" },
      { badge: "updated", tone: "busy", detail: "image, pixels per unit" },
      { badge: "kept", tone: "info", detail: "It is as it was pulled." },
      { badge: "conflict", tone: "warning", detail: "changed on both sides: image" },
      { badge: "removed", tone: "warning", detail: "It was rejected." },
      { badge: "failed", tone: "error", detail: "The disk is full." },
      { badge: "not undone", tone: "error", detail: "Somebody changed it." },
      { badge: "undone", tone: "info", detail: "" },
      { badge: "new", tone: "good", detail: "The name was taken: it goes beside it." },
    ]);
  });

  test("a pull offers to apply, to stop, to go on and to undo when that is possible", async () => {
    const pull = (members: Parameters<typeof madePull>[0], progress: object | null = null) => ({
      do: "pull",
      pull: madePull(members),
      progress,
    });
    const applied = madeCounts({ create: 12, applied: 12 });
    const progress = { pullId: "pub", files: 120, filesTotal: 500, bytes: 180_000_000 };
    const answers = await askModel(
      pull({ status: "planning", counts: madeCounts() }),
      pull({}),
      pull({ status: "applying" }, progress),
      pull({ status: "paused", counts: applied }),
      pull({ status: "applied", counts: applied }),
      pull({ status: "applied", counts: { ...applied, applied: 10, failed: 2 } }),
      pull({ status: "reverting", counts: applied }),
      pull({ status: "reverted", counts: { ...applied, applied: 0, reverted: 10, revertFailed: 2 } }),
      pull({ status: "reverted", counts: { ...applied, applied: 0, reverted: 12 } }),
      pull({ status: "failed", problem: { code: "disk-full", detail: "The disk is full: make room." } }),
    );

    // What the hub allows in each state; it refuses all else.
    expect(answers.map(({ status, can }) => [status, can])).toEqual([
      ["Planning", ["pause"]],
      ["Planned", ["apply"]],
      ["Pulling", ["pause"]],
      ["Paused", ["resume", "undo"]],
      ["Pulled", ["undo"]],
      ["Pulled, some failed", ["retry", "undo"]],
      ["Undoing", ["pause"]],
      ["Undone, some failed", ["undo", "force-undo"]],
      ["Undone", ["force-undo"]],
      ["Failed", []],
    ]);
    expect(answers[2]).toMatchObject({ summary: "120 of 500 files, 180 MB", fraction: 0.24 });
    expect(answers[5].summary).toBe("12 new, 2 failed");
    expect(answers[7].summary).toContain("2 could not be undone");
    expect(answers[9]).toMatchObject({ tone: "error", summary: "The disk is full: make room." });
    const [gentle, forced] = answers[4].questions;
    expect(gentle).toContain("is left as it is");
    expect(forced).toContain("cannot be taken back");
  });

  test("a preview lets nobody create what is not valid, is nothing, or exceeds the quota", async () => {
    const preview = (members: Parameters<typeof madePreview>[0]) => ({
      do: "preview",
      preview: madePreview(members),
    });
    const [fine, free, invalid, none, tooMany] = await askModel(
      preview({ quotaLeft: 300 }),
      preview({ cost: { total: 0, atMost: 0 }, seconds: 20, total: 1 }),
      preview({
        valid: false,
        problems: [
          { severity: "warning", message: "row 3: a blank cell" },
          { severity: "error", message: 'row 17, column "sku": there already' },
        ],
      }),
      preview({ total: 0 }),
      preview({ quotaLeft: 47 }),
    );

    expect(fine).toMatchObject({
      summary: "48 images, $1.20 to $3.60, about 4 minutes",
      quota: "300 images left this month",
      canCreate: true,
    });
    expect(free.summary).toBe("1 image, free, less than a minute");
    expect(invalid.canCreate).toBe(false);
    expect(invalid.problems[0]).toContain("row 17");
    expect(none.canCreate).toBe(false);
    expect(tooMany).toMatchObject({ canCreate: false });
    expect(tooMany.quota).toContain("Only 47 images left");
  });

  test("an image's score is never rounded up to a threshold that it missed", async () => {
    const [missed, reached, unknown, untitled] = await askModel(
      { do: "asset", asset: madeAsset(), threshold: 0.85 },
      { do: "asset", asset: madeAsset({ score: 0.85, review: "approved" }), threshold: 0.85 },
      { do: "asset", asset: madeAsset(), threshold: null },
      { do: "asset", asset: madeAsset({ title: "", sku: null }), threshold: null },
    );

    expect(missed).toMatchObject({ score: "0.84", scoreTone: "warning", review: "To review" });
    expect(reached).toMatchObject({ score: "0.85", scoreTone: "good", review: "Approved" });
    expect(unknown.scoreTone).toBe("info");
    expect(missed.tooltip).toBe(
      "Mana potion\nSKU POT-002\nRow 7, version 2, 1024 \u00d7 512\nA flat game icon of a mana potion",
    );
    expect(untitled.title).toBe("Row 7");
  });

  test("an export can be saved when it is complete", async () => {
    const [going, done, skipped, failed] = await askModel(
      { do: "export", export: madeExport() },
      { do: "export", export: madeExport({ status: "completed", processed: 40, bytes: 61_500_000 }) },
      { do: "export", export: madeExport({ status: "completed", processed: 40, bytes: 1_000, skipped: 2 }) },
      { do: "export", export: madeExport({ status: "failed", error: "There is no approved image." }) },
    );

    expect(going).toMatchObject({ status: "Packing", fraction: 0.25, summary: "10 of 40 images", can: [] });
    expect(done).toMatchObject({ tone: "good", summary: "40 images, 61.5 MB", can: ["save"] });
    expect(skipped).toMatchObject({ tone: "warning", summary: "40 images, 1 kB, 2 could not be read" });
    expect(failed).toMatchObject({ tone: "error", summary: "There is no approved image.", can: [] });
  });

  test("the connection's line says what is the matter, and has a button where one helps", async () => {
    const connection = (members: object) => ({
      do: "connection",
      state: "Connected",
      message: "",
      hub: "http://127.0.0.1:4000",
      problem: null,
      reachable: true,
      retry: 0,
      ...members,
    });
    const [fine, mayNot, hubAway, searching, waiting, refused] = await askModel(
      connection({}),
      connection({ problem: "The hub's key may not pull." }),
      connection({ reachable: false }),
      connection({ state: "Searching", message: "No bridge was found." }),
      connection({ state: "Waiting", message: "The bridge went away.", retry: 5 }),
      connection({ state: "Refused", message: "The token is wrong: see the settings." }),
    );

    expect(fine).toMatchObject({ tone: "good", title: "Connected", action: null, canAsk: true });
    expect(mayNot).toMatchObject({ tone: "warning", text: "The hub's key may not pull.", canAsk: true });
    expect(hubAway).toMatchObject({ tone: "warning", title: "The hub is away", canAsk: true });
    expect(hubAway.text).toContain("http://127.0.0.1:4000");
    expect(searching).toMatchObject({ tone: "busy", action: "Connect", canAsk: false });
    expect(waiting.text).toBe("The bridge went away. Next try in 5 seconds.");
    expect(waiting.action).toBe("Connect now");
    expect(refused).toMatchObject({ tone: "error", action: "Connect", canAsk: false });
    expect(refused.text).toBe("The token is wrong: see the settings.");
  });
});

import {
  deleteBatch,
  deleteStyle,
  getBatch,
  listAudit,
  listEvents,
  runScheduleNow,
  updateSchedule,
} from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemOf } from "../support/problem-of.ts";
import { owner } from "../support/test-home.ts";
import { measureWaiting } from "../support/time-waited.ts";
import { until } from "../support/until.ts";
import { openScheduledHome, type ScheduledHome } from "./scheduled-home.ts";

let home: ScheduledHome;
beforeAll(async () => {
  home = await openScheduledHome();
});
afterAll(() => home.dispose());

const planned = Date.UTC(2026, 10, 3, 8, 0);
const auditOf = async (subject: string) =>
  (await listAudit(home.core, owner, { subject, limit: 50 })).items.map(({ action }) => action).reverse();
const eventsOf = async (id: string) =>
  (await listEvents(home.core, owner, { after: 0, limit: 1_000 })).events
    .map(({ event }) => event)
    .filter((event) => "scheduleId" in event && event.scheduleId === id);

describe("a single batch", () => {
  it("is made soon after its time and not before, once, in the name of who asked for it", async () => {
    const waited = measureWaiting();
    const at = Date.now() + 300;
    const { id, nextRunAt } = await home.schedule({ name: "Launch", at, timeZone: "Asia/Tokyo" });
    expect(nextRunAt).toBe(at);
    const schedule = await until(async () => {
      const now = await home.read(id);
      return now.status === "ended" ? now : undefined;
    });
    expect(waited()).toBeLessThan(2_300);
    const { lastBatchId } = schedule;
    if (lastBatchId === null) throw new Error("No batch");
    const batch = await home.untilEnded(lastBatchId);
    const local = new Date(at + 9 * 3600 * 1000).toISOString().slice(0, 16).replace("T", " ");
    expect(batch).toMatchObject({ name: `Launch, ${local}`, createdBy: owner.userId, completedTasks: 2 });
    expect(batch.createdAt).toBeGreaterThanOrEqual(at);
    expect(schedule).toMatchObject({ nextRunAt: null, lastProblem: null, failuresInARow: 0 });
    expect(await auditOf(id)).toEqual(["schedule.created", "schedule.ran"]);
    const told = await until(async () => {
      const events = await eventsOf(id);
      return events.length === 2 ? events : undefined;
    });
    expect(told).toMatchObject([
      { type: "schedule.changed" },
      { type: "schedule.ran", batchId: lastBatchId },
    ]);
  });

  it("that failed has ended too, and can be run by hand", async () => {
    const style = await home.newStyle();
    const batch = { ...home.batch(), styleProfileId: style.id };
    const at = Date.now() + 60_000;
    const { id } = await home.schedule({ at, batch });
    await deleteStyle(home.core, owner, { id: style.id });
    await home.run(id, at);
    expect(await home.read(id)).toMatchObject({ status: "ended", lastProblem: { code: "not-found" } });
    expect((await problemOf(runScheduleNow(home.core, owner, { id }))).code).toBe("not-found");
  });
});

describe("a recurring batch", () => {
  it("is made once for a planned time, however often its job is delivered", async () => {
    const { id } = await home.schedule({ name: "Twice", timeZone: "Europe/Berlin" });
    await Promise.all([home.run(id, planned), home.run(id, planned), home.run(id, planned)]);
    const { lastBatchId } = await home.read(id);
    if (lastBatchId === null) throw new Error("No batch");
    await home.untilEnded(lastBatchId);
    // Not even when the batch is gone, or the job comes before what it did was noted.
    await deleteBatch(home.core, owner, { id: lastBatchId });
    await home.run(id, planned);
    expect(await home.batchNames()).not.toContain("Twice, 2026-11-03 09:00");
    await home.run(id, planned + 1);
    expect((await home.batchNames()).filter((name) => name.startsWith("Twice"))).toHaveLength(1);
    expect(await auditOf(id)).toEqual(["schedule.created", "schedule.ran", "schedule.ran"]);
  });

  it("finds the batch of a run that was not noted, though its style is gone meanwhile", async () => {
    const style = await home.newStyle();
    const { id } = await home.schedule({
      name: "Unnoted",
      batch: { ...home.batch(), styleProfileId: style.id },
    });
    await home.run(id, planned);
    const ran = await home.read(id);
    if (ran.lastBatchId === null) throw new Error("No batch");
    await home.untilEnded(ran.lastBatchId);
    await deleteStyle(home.core, owner, { id: style.id });
    // As if the process had died between the batch and the note.
    await home.forgetRun(id);
    await home.run(id, planned);
    expect(await home.read(id)).toMatchObject({ lastBatchId: ran.lastBatchId, lastProblem: null });
  });

  it("goes on after a failure, and pauses itself after five in a row", async () => {
    const style = await home.newStyle();
    const { id } = await home.schedule({
      name: "Failing",
      batch: { ...home.batch(), styleProfileId: style.id },
    });
    await deleteStyle(home.core, owner, { id: style.id });
    for (let run = 1; run <= 4; run += 1) {
      await home.run(id, planned + run);
      await home.run(id, planned + run);
      const schedule = await home.read(id);
      expect(schedule).toMatchObject({ status: "active", failuresInARow: run });
      expect(schedule.lastProblem).toMatchObject({ code: "not-found" });
      expect(schedule.lastProblem?.detail).toContain(style.id);
      expect(schedule.nextRunAt).toBeGreaterThan(schedule.updatedAt);
    }
    await home.run(id, planned + 5);
    expect(await home.read(id)).toMatchObject({ status: "paused", pausedBy: "failures", nextRunAt: null });
    await home.run(id, planned + 6);
    expect(await home.read(id)).toMatchObject({ failuresInARow: 5 });
    const failures = await until(async () => {
      const found = (await eventsOf(id)).filter(({ type }) => type === "schedule.failed");
      return found.length === 5 ? found : undefined;
    });
    expect(failures.map((event) => "paused" in event && event.paused)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    const resumed = await updateSchedule(home.core, owner, { id, status: "active" });
    expect(resumed).toMatchObject({ status: "active", pausedBy: null, failuresInARow: 0 });
    await home.run(id, planned + 7);
    expect(await home.read(id)).toMatchObject({ status: "active", failuresInARow: 1 });
  });

  it("tells of a quota that is used up", async () => {
    const { id } = await home.schedule({ name: "Too many" });
    await home.setPlan("free");
    try {
      const rows = Array.from({ length: 51 }, (_, row) => `S-${row},mug`).join("\n");
      const large = await home.schedule({
        name: "51",
        batch: { ...home.batch(), csv: `sku,subject\n${rows}\n` },
      });
      await home.run(large.id, planned);
      expect(await home.read(large.id)).toMatchObject({ lastProblem: { code: "quota-exceeded" } });
    } finally {
      await home.setPlan("unlimited");
    }
    await home.run(id, planned);
    expect(await home.read(id)).toMatchObject({ lastProblem: null, failuresInARow: 0 });
  });

  it("is tried again by its job when something unexpected happens, and told when that was the last time", async () => {
    const { id } = await home.schedule({ name: "Broken" });
    await home.core.blobs.delete([`schedules/${id}/rows.csv`]);
    await expect(home.run(id, planned)).rejects.toThrow("is missing");
    expect(await home.read(id)).toMatchObject({ lastRunAt: null, failuresInARow: 0 });
    await home.run(id, planned, 10);
    expect(await home.read(id)).toMatchObject({ failuresInARow: 1, lastProblem: { code: "internal" } });
  });

  it("is made now when a person says so, also while it is paused, and once per key", async () => {
    const { id } = await home.schedule({ name: "By hand" });
    await updateSchedule(home.core, owner, { id, status: "paused" });
    const first = await runScheduleNow(home.core, owner, { id, idempotencyKey: "my-key" });
    const again = await runScheduleNow(home.core, owner, { id, idempotencyKey: "my-key" });
    const other = await runScheduleNow(home.core, owner, { id });
    expect([again.id === first.id, other.id === first.id]).toEqual([true, false]);
    expect(await home.read(id)).toMatchObject({ status: "paused", lastBatchId: other.id });
    expect((await getBatch(home.core, owner, { id: first.id })).totalTasks).toBe(2);
    expect(await auditOf(id)).toEqual([
      "schedule.created",
      "schedule.paused",
      "schedule.ran",
      "schedule.ran",
    ]);
  });
});

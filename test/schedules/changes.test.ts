import {
  createUpload,
  deleteSchedule,
  getSchedule,
  listSchedules,
  sweepBlobs,
  updateSchedule,
} from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemOf } from "../support/problem-of.ts";
import { owner, stranger } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { openScheduledHome, type ScheduledHome } from "./scheduled-home.ts";

let home: ScheduledHome;
beforeAll(async () => {
  home = await openScheduledHome();
});
afterAll(() => home.dispose());

const HOUR_MS = 3_600_000;
const csvOf = async (id: string) => {
  const bytes = await home.core.blobs.read(`schedules/${id}/rows.csv`);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
};
const blobs = async () => (await home.core.blobs.list("schedules/")).items.map(({ key }) => key);

describe("a new schedule", () => {
  it("keeps its input, and says when it runs next", async () => {
    const csv = "sku,subject\nS-1,mug\nS-2,žluť\n";
    const schedule = await home.schedule({
      name: " Weekdays ",
      cron: " 30  7 * * MON-FRI ",
      timeZone: "Europe/Berlin",
      batch: { ...home.batch(), csv, name: "Catalogue" },
    });
    expect(schedule).toMatchObject({
      name: "Weekdays",
      status: "active",
      cron: "30 7 * * MON-FRI",
      at: null,
      createdBy: owner.userId,
      batch: { name: "Catalogue", rows: 2, csvBytes: Buffer.byteLength(csv), template: "A {subject}" },
      lastRunAt: null,
    });
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", timeStyle: "short" });
    expect(local.format(schedule.nextRunAt ?? 0)).toBe("07:30");
    expect(schedule.nextRunAt).toBeGreaterThan(schedule.createdAt);
    expect(await csvOf(schedule.id)).toBe(csv);
    expect(schedule.batch).not.toHaveProperty("csv");
  });

  it("takes its CSV from an upload", async () => {
    const csv = "subject\nmug\n";
    const upload = await createUpload(home.core, owner, { purpose: "csv", name: "a.csv", bytes: csv.length });
    await home.core.blobs.put(`uploads/${upload.id}`, Buffer.from(csv));
    const { csv: _, ...batch } = home.batch();
    const { id } = await home.schedule({ batch: { ...batch, csv: undefined, csvUploadId: upload.id } });
    expect(await csvOf(id)).toBe(csv);
  });

  it("is refused for what would fail every time, and leaves nothing", async () => {
    const before = await blobs();
    const count = (await listSchedules(home.core, owner, { limit: 200 })).items.length;
    const refused = async (batch: object) =>
      problemOf(home.schedule({ batch: { ...home.batch(), ...batch } }));
    const rows = await refused({ csv: "sku,subject\nS-1,\nS-2,lamp\n", template: "A {subject} in {colour}" });
    expect(rows.code).toBe("input-invalid");
    expect(rows.problems.length).toBeGreaterThan(0);
    expect((await refused({ config: { model: "gone" } })).code).toBe("request-invalid");
    expect((await refused({ styleProfileId: "sty_gone" })).code).toBe("not-found");
    expect((await refused({ csv: undefined })).code).toBe("request-invalid");
    expect((await problemOf(home.schedule({ cron: "* * * * *" }))).problems[0]?.path).toBe("cron");
    expect(await blobs()).toEqual(before);
    expect((await listSchedules(home.core, owner, { limit: 200 })).items).toHaveLength(count);
  });

  it("is made once per idempotency key", async () => {
    const [first, again] = await Promise.all([home.schedule({}, "one key"), home.schedule({}, "one key")]);
    expect(again.id).toBe(first.id);
    expect((await home.schedule({}, "one key")).id).toBe(first.id);
    expect((await home.schedule({}, "another")).id).not.toBe(first.id);
  });
});

describe("a schedule", () => {
  it("is paused, resumed, renamed and given other times", async () => {
    const { id } = await home.schedule();
    const change = (changes: object) => updateSchedule(home.core, owner, { id, ...changes });
    expect(await change({ status: "paused" })).toMatchObject({ pausedBy: "person", nextRunAt: null });
    await home.run(id, 1);
    expect(await home.read(id)).toMatchObject({ lastRunAt: null });
    expect(await change({ name: "Other", cron: "0 6 * * *" })).toMatchObject({
      status: "paused",
      name: "Other",
    });
    const resumed = await change({ status: "active", timeZone: "America/New_York" });
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", timeStyle: "short" });
    expect(local.format(resumed.nextRunAt ?? 0)).toBe("06:00");
    expect(await change({})).toMatchObject({ status: "active", cron: "0 6 * * *" });
  });

  it("becomes a single one by `at`, and starts again by new times once it has ended", async () => {
    const { id } = await home.schedule();
    const change = (changes: object) => updateSchedule(home.core, owner, { id, ...changes });
    expect(await change({ at: Date.now() + HOUR_MS })).toMatchObject({ cron: null });
    await change({ at: Date.now() + 300 });
    const ended = await until(async () => {
      const now = await home.read(id);
      return now.status === "ended" ? now : undefined;
    });
    expect(ended.lastBatchId).not.toBeNull();
    const refused = await problemOf(change({ status: "active" }));
    expect(refused.problems[0]?.path).toBe("status");
    expect((await problemOf(change({ at: Date.now() - 1 }))).problems[0]?.path).toBe("at");
    expect((await problemOf(change({ at: Date.now() + HOUR_MS, cron: "0 9 * * *" }))).code).toBe(
      "request-invalid",
    );
    expect(await change({ cron: "0 9 * * *" })).toMatchObject({ status: "active", at: null });
  });

  it("is nobody else's", async () => {
    const { id } = await home.schedule();
    for (const refused of [
      getSchedule(home.core, stranger, { id }),
      updateSchedule(home.core, stranger, { id, status: "paused" }),
      deleteSchedule(home.core, stranger, { id }),
    ]) {
      expect((await problemOf(refused)).code).toBe("not-found");
    }
    expect((await listSchedules(home.core, stranger, { limit: 10 })).items).toEqual([]);
    expect(await home.read(id)).toMatchObject({ status: "active" });
  });

  it("is deleted with its CSV and its alarm, and its late job does nothing", async () => {
    const { id } = await home.schedule({ at: Date.now() + HOUR_MS });
    await deleteSchedule(home.core, owner, { id });
    expect(await csvOf(id)).toBeUndefined();
    expect((await problemOf(home.read(id))).code).toBe("not-found");
    expect(await home.run(id, 1)).toEqual({ kind: "done" });
    expect((await problemOf(deleteSchedule(home.core, owner, { id }))).code).toBe("not-found");
  });

  it("keeps its CSV in a sweep, which takes what a crash left", async () => {
    const { id } = await home.schedule();
    await home.core.blobs.put("schedules/sch_never/rows.csv", Buffer.from("a\n"));
    const swept = await sweepBlobs(home.core, { graceMs: 0 });
    expect(swept).toContain("schedules/sch_never/rows.csv");
    expect(await csvOf(id)).toBeDefined();
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConflictError, create, RecordLimitError } from "../record-store.ts";
import { newBoard, note, notes } from "./notes.ts";
import {
  DAY_MS,
  HOUR_MS,
  listen,
  MINUTE_MS,
  newAlarmId,
  type OpenHarness,
  type SchedulerHarness,
  SOON_MS,
  times,
} from "./scheduler-harness.ts";

/** What {@link Scheduler} promises, for any adapter. `open` gives one without alarms, in which no worker runs. */
export function schedulerBattery(title: string, open: () => Promise<SchedulerHarness>): void {
  describe(`${title} as a scheduler`, () => {
    let harness: SchedulerHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());
    describeMoments(() => harness);
    describeRecurrences(() => harness);
    describeClocks(() => harness);
    describeTransactions(() => harness);
    describeLimits(() => harness);
  });
}

const hourly = { cron: "0 * * * *", timeZone: "UTC" };

function describeMoments(open: OpenHarness): void {
  for (const [name, delay] of [
    ["seconds", 5_000],
    ["hours", 7 * HOUR_MS],
    ["40 days", 40 * DAY_MS],
  ] as const) {
    it(`rings once, soon after its time and never before it, ${name} away`, async () => {
      const { store, scheduler, now, advance, setClock } = open();
      const alarm = {
        id: newAlarmId(),
        job: { text: "žluť 🐎", at: [1, null] },
        when: { at: now() + delay },
      };
      const { heard, stop } = listen(open());
      await store.transact([scheduler.put(alarm)]);
      await advance(0);
      // Most of a long time passes at once, so that the battery need not wait for every look at the clock.
      setClock(now() + Math.max(0, delay - HOUR_MS));
      await advance(Math.min(HOUR_MS, delay) - 1);
      // Another one that is set makes the worker look.
      await store.transact([scheduler.put({ id: newAlarmId(), job: null, when: { at: now() + DAY_MS } })]);
      await advance(0);
      expect(heard).toEqual([]);
      await advance(SOON_MS);
      expect(heard).toEqual([{ id: alarm.id, job: alarm.job, plannedAt: alarm.when.at }]);
      await advance(HOUR_MS);
      expect(heard).toHaveLength(1);
      await stop();
    });
  }

  it("rings what is over already, and every one of many, in the order of their times", async () => {
    const { store, scheduler, now, advance } = open();
    const ids = Array.from({ length: 250 }, newAlarmId);
    for (let at = 0; at < ids.length; at += 50) {
      const some = ids
        .slice(at, at + 50)
        .map((id, index) => ({ id, when: { at: now() - 1000 + at + index } }));
      await store.transact(some.map(({ id, when }) => scheduler.put({ id, job: null, when })));
    }
    const { heard, stop } = listen(open());
    await advance(SOON_MS);
    expect(heard.map(({ id }) => id)).toEqual(ids);
    await stop();
  });

  it("rings no cancelled alarm, and one that was set anew at its new time only", async () => {
    const { store, scheduler, now, advance } = open();
    const [cancelled, sooner, later] = [newAlarmId(), newAlarmId(), newAlarmId()];
    const at = now();
    const set = (id: string, delay: number) => scheduler.put({ id, job: delay, when: { at: at + delay } });
    const { heard, stop } = listen(open());
    await store.transact([set(cancelled, HOUR_MS), set(sooner, 3 * HOUR_MS), set(later, HOUR_MS)]);
    await store.transact([scheduler.cancel(cancelled), set(sooner, MINUTE_MS), set(later, 2 * HOUR_MS)]);
    await store.transact([scheduler.cancel(newAlarmId())]);
    await advance(MINUTE_MS + SOON_MS);
    expect(heard.map(({ id, job }) => [id, job])).toEqual([[sooner, MINUTE_MS]]);
    await advance(DAY_MS);
    expect(heard.map(({ id, job }) => [id, job])).toEqual([
      [sooner, MINUTE_MS],
      [later, 2 * HOUR_MS],
    ]);
    await stop();
  });
}

function describeRecurrences(open: OpenHarness): void {
  it("rings at each of its times, in its time zone", async () => {
    const { store, scheduler, now, advance } = open();
    const id = newAlarmId();
    const when = { cron: "30 9 * * *", timeZone: "America/New_York" };
    const expected = times(when.cron, when.timeZone, { from: now(), count: 3 });
    const heard = listen(open());
    await store.transact([scheduler.put({ id, job: "daily", when })]);
    for (let quarter = 0; quarter < 3 * 96 && heard.times(id).length < 3; quarter += 1) {
      await advance(15 * MINUTE_MS);
      const late = heard.heard.map(({ plannedAt }) => now() - plannedAt);
      expect(Math.min(0, ...late)).toBe(0);
    }
    expect(heard.times(id)).toEqual(expected);
    await heard.stop();
  });

  it("catches up with one ring for all that were missed, then keeps to its times", async () => {
    const { store, scheduler, now, advance } = open();
    const id = newAlarmId();
    await store.transact([scheduler.put({ id, job: null, when: hourly })]);
    const [missed] = times(hourly.cron, hourly.timeZone, { from: now(), count: 1 });
    await advance(10 * HOUR_MS);
    const heard = listen(open());
    await advance(0);
    const [next] = times(hourly.cron, hourly.timeZone, { from: now(), count: 1 });
    expect(heard.times(id)).toEqual([missed]);
    await advance(HOUR_MS);
    expect(heard.times(id)).toEqual([missed, next]);
    await heard.stop();
  });
}

function describeClocks(open: OpenHarness): void {
  it("rings soon after a clock was set ahead, once", async () => {
    const { store, scheduler, now, advance, setClock } = open();
    const id = newAlarmId();
    const heard = listen(open());
    await store.transact([scheduler.put({ id, job: null, when: hourly })]);
    await advance(0);
    setClock(now() + 5 * HOUR_MS);
    await advance(SOON_MS);
    expect(heard.times(id)).toHaveLength(1);
    await heard.stop();
  });

  it("keeps to its times after a clock that was a year ahead was set right", async () => {
    const { store, scheduler, now, advance, setClock } = open();
    const id = newAlarmId();
    const right = now();
    const heard = listen(open());
    setClock(right + 365 * DAY_MS);
    await store.transact([scheduler.put({ id, job: null, when: hourly })]);
    await advance(HOUR_MS);
    expect(heard.times(id)).toHaveLength(1);
    setClock(right + HOUR_MS);
    await advance(SOON_MS);
    const [next] = times(hourly.cron, hourly.timeZone, { from: now(), count: 1 });
    await advance(HOUR_MS);
    expect(heard.times(id).slice(1)).toEqual([next]);
    await heard.stop();
  });

  it("does not lose a single alarm to a clock that is set back", async () => {
    const { store, scheduler, now, advance, setClock } = open();
    const [id, at] = [newAlarmId(), now() + HOUR_MS];
    const heard = listen(open());
    await store.transact([scheduler.put({ id, job: null, when: { at } })]);
    setClock(now() - DAY_MS);
    await advance(DAY_MS);
    expect(heard.times(id)).toEqual([]);
    await advance(HOUR_MS + SOON_MS);
    expect(heard.times(id)).toEqual([at]);
    await heard.stop();
  });
}

function describeTransactions(open: OpenHarness): void {
  it("sets an alarm with the change it belongs to, or not at all", async () => {
    const { store, scheduler, now, advance } = open();
    const [kept, lost, taken] = [newAlarmId(), newAlarmId(), note(newBoard(), "taken")];
    const alarm = (id: string) => scheduler.put({ id, job: null, when: { at: now() } });
    await store.transact([create(notes, taken), alarm(kept)]);
    const failing = store.transact([alarm(lost), scheduler.cancel(kept), create(notes, taken)]);
    await expect(failing).rejects.toThrow(ConflictError);
    const { heard, stop } = listen(open());
    await advance(SOON_MS);
    expect(heard.map(({ id }) => id)).toEqual([kept]);
    await stop();
  });

  it("commits what a ring gives, and rings again when it cannot; others need not wait", async () => {
    const { store, scheduler, now, advance } = open();
    const [sound, failing] = [newAlarmId(), newAlarmId()];
    const board = newBoard();
    const inTheWay = note(board, failing);
    await store.transact([
      create(notes, inTheWay),
      scheduler.put({ id: failing, job: null, when: { at: now() } }),
      scheduler.put({ id: sound, job: null, when: { at: now() + 1 } }),
    ]);
    let fails = true;
    const heard = listen(open(), ({ id }) => [
      create(notes, note(board, id === failing && !fails ? "other" : id)),
    ]);
    await advance(MINUTE_MS);
    expect(await store.get(notes, note(board, sound).id)).toBeDefined();
    expect(heard.times(sound)).toHaveLength(1);
    expect(heard.errors.length).toBeGreaterThan(0);
    fails = false;
    await advance(MINUTE_MS);
    await advance(MINUTE_MS);
    expect(await store.get(notes, note(board, "other").id)).toBeDefined();
    const rung = heard.times(failing).length;
    await advance(DAY_MS);
    expect(heard.times(failing)).toHaveLength(rung);
    await heard.stop();
  });

  it("is silent when stopped and goes on when started again", async () => {
    const { store, scheduler, now, advance } = open();
    const id = newAlarmId();
    const first = listen(open());
    await first.stop();
    await store.transact([scheduler.put({ id, job: null, when: { at: now() + 1 } })]);
    await advance(HOUR_MS);
    expect(first.heard).toEqual([]);
    const second = listen(open());
    await advance(SOON_MS);
    expect(second.times(id)).toHaveLength(1);
    await second.stop();
  });
}

function describeLimits(open: OpenHarness): void {
  it("refuses what could never ring, and jobs of more than 10 KB", () => {
    const { scheduler } = open();
    const put = (when: Parameters<typeof scheduler.put>[0]["when"], job: unknown = null) =>
      scheduler.put({ id: newAlarmId(), job, when });
    expect(() => put({ cron: "0 0 30 2 *", timeZone: "UTC" })).toThrow(RangeError);
    expect(() => put({ cron: "0 0 * * *", timeZone: "Moon/Crater" })).toThrow();
    expect(() => put({ cron: "0 0 * * * *", timeZone: "UTC" })).toThrow();
    expect(() => put({ at: Number.NaN })).toThrow(RangeError);
    expect(() => put({ at: 10_000_000_000_000 })).toThrow(RangeError);
    expect(() => put({ at: 0 }, "x".repeat(10_001))).toThrow(RecordLimitError);
    expect(() => put({ at: 0 }, "x".repeat(9_000))).not.toThrow();
  });
}

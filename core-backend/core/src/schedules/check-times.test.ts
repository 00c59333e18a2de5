import { ProblemError } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { nextTime } from "../ports/index.ts";
import { checkTimes } from "./check-times.ts";

const now = Date.UTC(2026, 2, 1);
const check = (cron: string, timeZone = "UTC") => checkTimes({ cron, timeZone, at: null }, now);

function problemOf(run: () => unknown): { path: string | undefined; message: string } {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.code).toBe("request-invalid");
    return { path: error.problems[0]?.path, message: error.message };
  }
  throw new Error("Nothing was refused");
}

function times(cron: string, timeZone: string, { from, count }: { from: string; count: number }): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); found.length < count; ) {
    const next = nextTime({ cron, timeZone }, at);
    if (next === undefined) break;
    found.push(new Date(next).toISOString().slice(0, 16));
    at = next;
  }
  return found;
}

describe("the times of a schedule", () => {
  it.each([
    ["30 7 * * MON-FRI", "Europe/Berlin"],
    ["*/5 * * * *", "UTC"],
    ["0,55 23 * * *", "UTC"],
    ["0 0 29 2 *", "Asia/Kolkata"],
    ["0 9 L * *", "America/New_York"],
    ["  15   4 * * 1#2 ", "Pacific/Auckland"],
  ])("%s in %s can be", (cron, timeZone) => {
    expect(check(cron, timeZone)).toEqual({ cron: cron.trim().split(/\s+/).join(" "), timeZone });
  });

  it.each([
    ["@hourly", /has not five fields, but 1;/],
    ["0 0 7 * * MON", /not five fields, but 6/],
    ["60 * * * *", /not a cron expression: Invalid value for minute: 60\.$/],
    ["a b c d e", /illegal characters\.$/],
    ["? * * * *", /`\?` has no fixed meaning/],
    ["0 0 30 2 *", /never comes/],
    ["* * * * *", /comes again after 1 min; every 5 minutes/],
    ["*/4 * * * *", /after 4 min/],
    ["0,3 12 * * *", /after 3 min/],
    // Over the hour and over midnight, on whatever days.
    ["2,58 8,9 * * *", /after 4 min/],
    ["1,58 0,23 1 * *", /after 3 min/],
  ])("%s is refused at `cron`, in words", (cron, words) => {
    const { path, message } = problemOf(() => check(cron));
    expect(path).toBe("cron");
    expect(message).toMatch(words);
  });

  it.each(["Europe/Nowhere", "+02:00", "", "CEST?"])("the time zone %j is refused", (timeZone) => {
    expect(problemOf(() => check("0 9 * * *", timeZone))).toMatchObject({ path: "timeZone" });
  });

  it("a single time must be ahead, by ten years at most, and not beside `cron`", () => {
    const single = (at: number, cron: string | null = null) => checkTimes({ cron, timeZone: "UTC", at }, now);
    expect(single(now + 1)).toEqual({ at: now + 1 });
    expect(problemOf(() => single(now)).message).toContain("is over");
    expect(problemOf(() => single(now + 4_000 * 24 * 3600 * 1000)).message).toContain("ten years");
    expect(problemOf(() => single(now + 1, "0 9 * * *")).message).toContain("not both");
    expect(problemOf(() => checkTimes({ cron: null, timeZone: "UTC", at: null }, now)).path).toBe("cron");
  });
});

describe("daylight saving", () => {
  it("moves a daily time with the clocks", () => {
    expect(times("0 9 * * *", "Europe/Berlin", { from: "2026-03-28T00:00Z", count: 3 })).toEqual([
      "2026-03-28T08:00",
      "2026-03-29T07:00",
      "2026-03-30T07:00",
    ]);
    expect(times("0 9 * * *", "America/New_York", { from: "2026-10-31T00:00Z", count: 3 })).toEqual([
      "2026-10-31T13:00",
      "2026-11-01T14:00",
      "2026-11-02T14:00",
    ]);
  });

  it("takes the first moment after the gap for a time that is left out", () => {
    expect(times("30 2 * * *", "Europe/Berlin", { from: "2026-03-28T12:00Z", count: 2 })).toEqual([
      "2026-03-29T01:00",
      "2026-03-30T00:30",
    ]);
    expect(times("30 2 * * *", "America/New_York", { from: "2026-03-07T12:00Z", count: 2 })).toEqual([
      "2026-03-08T07:00",
      "2026-03-09T06:30",
    ]);
  });

  it("counts a time that comes twice once, also in a list", () => {
    expect(times("30 2 * * *", "Europe/Berlin", { from: "2026-10-24T12:00Z", count: 2 })).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
    expect(times("0,30 1 * * *", "America/New_York", { from: "2026-10-31T12:00Z", count: 4 })).toEqual([
      "2026-11-01T05:00",
      "2026-11-01T05:30",
      "2026-11-02T06:00",
      "2026-11-02T06:30",
    ]);
  });

  it("goes on with its steps through both", () => {
    const through = (timeZone: string, from: string) =>
      times("*/30 * * * *", timeZone, { from, count: 6 }).map((time) => Date.parse(`${time}Z`));
    for (const found of [
      through("Europe/Berlin", "2026-03-29T00:00Z"),
      through("America/New_York", "2026-11-01T04:30Z"),
    ]) {
      const gaps = found.slice(1).map((time, at) => (time - (found[at] ?? 0)) / 60_000);
      expect(gaps).toEqual([30, 30, 30, 30, 30]);
    }
  });
});

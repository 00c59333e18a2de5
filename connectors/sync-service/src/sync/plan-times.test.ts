import { describe, expect, it } from "vitest";
import { lastPlanned } from "./plan-times.ts";

const at = (iso: string): number => Date.parse(iso);
const hourly = { cron: "0 * * * *", timeZone: "UTC" };

describe("the last planned time", () => {
  it("is the present one from its first millisecond on", () => {
    expect(lastPlanned(hourly, at("2026-03-01T10:00:00.000Z"))).toBe(at("2026-03-01T10:00:00Z"));
    expect(lastPlanned(hourly, at("2026-03-01T09:59:59.999Z"))).toBe(at("2026-03-01T09:00:00Z"));
    expect(lastPlanned(hourly, at("2026-03-01T10:59:59.999Z"))).toBe(at("2026-03-01T10:00:00Z"));
  });

  it("is of the schedule's time zone", () => {
    const morning = { cron: "30 7 * * *", timeZone: "Europe/Berlin" };
    expect(lastPlanned(morning, at("2026-01-10T12:00:00Z"))).toBe(at("2026-01-10T06:30:00Z"));
    expect(lastPlanned(morning, at("2026-07-10T12:00:00Z"))).toBe(at("2026-07-10T05:30:00Z"));
  });

  it("comes after the gap when daylight saving leaves it out", () => {
    const night = { cron: "30 2 * * *", timeZone: "Europe/Berlin" };
    expect(lastPlanned(night, at("2026-03-29T12:00:00Z"))).toBe(at("2026-03-29T01:00:00Z"));
  });
});

it("an expression that is none throws", () => {
  expect(() => lastPlanned({ cron: "every day", timeZone: "UTC" }, 0)).toThrow();
  expect(() => lastPlanned({ cron: "0 * * * *", timeZone: "Mars/Olympus" }, 0)).toThrow();
});

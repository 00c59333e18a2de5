import { PUBLICATION_LIMITS } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { instantOf, localTimeOf, nextHour, timeProblems } from "./local-time.ts";

const now = new Date("2026-11-28T09:20").getTime();

describe("times of a form", () => {
  it("are the same instant there and back", () => {
    const at = new Date("2026-12-24T18:05").getTime();
    expect(localTimeOf(at)).toEqual({ date: "2026-12-24", time: "18:05" });
    expect(instantOf(localTimeOf(at))).toBe(at);
  });

  it("are none while something is missing", () => {
    expect(instantOf({ date: "", time: "09:00" })).toBeUndefined();
    expect(instantOf({ date: "2026-02-31", time: "25:00" })).toBeUndefined();
  });

  it("begin with a whole hour that is at least an hour away", () => {
    const at = instantOf(nextHour(now)) ?? 0;
    expect(at - now).toBeGreaterThanOrEqual(3_600_000);
    expect(nextHour(now).time).toMatch(/:00$/);
  });
});

describe("what is wrong with times", () => {
  const at = (text: string) => localTimeOf(new Date(text).getTime());

  it("is nothing when publishing comes before taking back", () => {
    expect(timeProblems({ now, applyAt: null, revertAt: null })).toEqual({});
    expect(timeProblems({ now, applyAt: at("2026-11-29T09:00"), revertAt: at("2026-12-01T09:00") })).toEqual(
      {},
    );
  });

  it("is a time that is over, too far away or missing", () => {
    expect(timeProblems({ now, applyAt: at("2026-11-28T09:00"), revertAt: null })).toEqual({ apply: "past" });
    const far = localTimeOf(now + (PUBLICATION_LIMITS.scheduledDays + 1) * 86_400_000);
    expect(timeProblems({ now, applyAt: far, revertAt: null })).toEqual({ apply: "too-far" });
    expect(timeProblems({ now, applyAt: null, revertAt: { date: "", time: "" } })).toEqual({
      revert: "missing",
    });
  });

  it("is taking back before publishing", () => {
    const applyAt = at("2026-11-30T09:00");
    expect(timeProblems({ now, applyAt, revertAt: at("2026-11-29T09:00") })).toEqual({
      revert: "before-apply",
    });
  });
});

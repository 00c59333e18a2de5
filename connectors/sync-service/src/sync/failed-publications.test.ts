import { expect, it } from "vitest";
import { isTimeToTryAgain, mayPass } from "./failed-publications.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

it("waits five minutes, then twice as long each time, and a day at most", () => {
  const waits = (tried: { failures: number } | { failingFor: number }): number => {
    for (let now = 0; ; now += MINUTE)
      if (isTimeToTryAgain({ ...tried, triedAt: 0, now })) return now / MINUTE;
  };
  expect([1, 2, 3, 20].map((failures) => waits({ failures }))).toEqual([5, 10, 20, 1_440]);
  expect([0, 7 * MINUTE, 9 * DAY].map((failingFor) => waits({ failingFor }))).toEqual([5, 7, 1_440]);
});

it("knows the problems that may pass by the connectors' own table", () => {
  expect(
    ["unavailable", "rate-limited", "file-refused", "host-lost"].map((code) => mayPass({ code, detail: "" })),
  ).toEqual([true, true, false, false]);
  expect(mayPass(null)).toBe(false);
});

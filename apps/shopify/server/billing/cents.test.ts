import { expect, it } from "vitest";
import { amountOf, centsOf } from "./cents.ts";
import { monthBefore, monthOf } from "./usage.ts";

it("reads amounts as Shopify writes them, and writes them with two places", () => {
  expect(["12", "12.5", "12.50", "0.05", "1.999", "0"].map(centsOf)).toEqual([1200, 1250, 1250, 5, 199, 0]);
  expect([1200, 1205, 5, 0, 123_456_789].map(amountOf)).toEqual([
    "12.00",
    "12.05",
    "0.05",
    "0.00",
    "1234567.89",
  ]);
});

it("knows the month before, over the turn of a year", () => {
  expect(monthOf(Date.UTC(2026, 11, 31, 23, 59))).toBe("2026-12");
  expect(["2026-01", "2026-03", "2026-12"].map(monthBefore)).toEqual(["2025-12", "2026-02", "2026-11"]);
});

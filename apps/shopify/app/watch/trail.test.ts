import { describe, expect, it } from "vitest";
import { nextPage, pageBefore, trailOf, withFilter } from "./trail.ts";

const at = (address: string) => new URLSearchParams(address.slice(1));

describe("the way through a list", () => {
  it("leads forth and back by the same pages", () => {
    const second = nextPage(at("?show=failed"), "c2");
    const third = nextPage(at(second), "c3");
    expect(trailOf(at(third))).toEqual({ cursor: "c3", isFirst: false });
    expect(pageBefore(at(third))).toBe(second);
    expect(pageBefore(at(second))).toBe("?show=failed");
    expect(trailOf(at("?show=failed")).isFirst).toBe(true);
  });

  it("stays short enough for an address, and ends at the first page", () => {
    let address = "?";
    for (let page = 2; page < 40; page += 1) address = nextPage(at(address), "c".repeat(100) + page);
    expect(address.length).toBeLessThan(1_200);
    for (let page = 0; page < 9; page += 1) address = pageBefore(at(address));
    expect(trailOf(at(address)).isFirst).toBe(true);
  });

  it("begins anew with another filter", () => {
    const second = nextPage(at("?show=failed"), "c2");
    expect(withFilter(at(second), "show", "completed")).toBe("?show=completed");
    expect(withFilter(at(second), "show", null)).toBe("?");
  });
});

import { describe, expect, it } from "vitest";
import { formatBars, formatColumns, sparkline, stackedBar } from "./charts.ts";
import { displayWidth } from "./text.ts";

const plain = { paint: (_: string, text: string) => text };

describe("a sparkline", () => {
  it.each([
    [[], ""],
    [[0, 0], "  "],
    [[1, 4, 8, 0, 1000], "▁▁▁ █"],
    [[1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"],
  ])("of %j is %j", (values, line) => {
    expect(sparkline(values)).toBe(line);
  });
});

describe("bars", () => {
  const bars = [
    { label: "a", value: 1_000, text: "1,000" },
    { label: "long", value: 1, text: "1" },
    { label: "none", value: 0, text: "0" },
  ];

  it("share a scale, and whatever is there shows", () => {
    expect(formatBars(plain, bars, 30)).toEqual([`a     ${"█".repeat(17)} 1,000`, "long  ▏ 1", "none  0"]);
  });

  it.each([24, 40, 80, 200])("fit %i columns", (columns) => {
    for (const line of formatBars(plain, bars, columns))
      expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });
});

describe("a stacked bar", () => {
  const parts = (...values: number[]) =>
    (["good", "bad", "dim"] as const).map((tone, at) => ({ tone, value: values[at] ?? 0 }));

  it.each([
    [[50, 30, 20], "█████▒▒▒░░"],
    [[50, 25, 25], "████▒▒▒░░░"],
    [[9_999, 1, 0], "█████████▒"],
    [[1, 9_999, 1], "█▒▒▒▒▒▒▒▒░"],
    [[0, 0, 0], "░░░░░░░░░░"],
  ])("of %j is %s", (values, bar) => {
    expect(stackedBar(plain, parts(...values), 10)).toBe(bar);
  });
});

describe("columns", () => {
  const chart = (values: number[]) => ({
    values,
    height: 2,
    ends: ["01-01", "01-31"] as const,
    tone: "accent" as const,
  });

  it("stand on an axis, a sum of days in each where days are many", () => {
    expect(formatColumns(plain, chart([4, 0, 1, 2]), 20)).toEqual([
      "       4 ┤█",
      "         ┤█   ▄ █",
      "       0 └───────────",
      "          01-01 01-31",
    ]);
    const [top] = formatColumns(plain, chart(Array(366).fill(1)), 60);
    expect(top).toMatch(/^ {7}8 ┤█{45}▄$/);
  });

  it.each([30, 60, 110])("fit %i columns", (columns) => {
    for (const days of [2, 30, 366]) {
      const values = Array.from({ length: days }, (_, day) => day);
      for (const line of formatColumns(plain, chart(values), columns))
        expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});

import { expect, it } from "vitest";
import { createLog } from "./log.ts";

function linesOf(live: boolean, format?: "text" | "json"): string[] {
  const lines: string[] = [];
  const log = createLog({ live, note: (line) => lines.push(line) }, { least: "info", format });
  log("debug", "not this");
  log("warn", "a line\nof two", { route: "/a b", status: 200, correlationId: undefined });
  return lines;
}

it("is JSON for programs, a line each, and text for people", () => {
  const [line, ...others] = linesOf(false);
  expect(others).toEqual([]);
  expect(line).not.toContain("\n");
  expect(JSON.parse(line ?? "")).toEqual({
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    level: "warn",
    message: "a line\nof two",
    route: "/a b",
    status: 200,
  });
  expect(linesOf(true)[0]).toMatch(/Z warn a line\nof two route="\/a b" status=200$/);
});

it("is what it is told to be", () => {
  expect(linesOf(true, "json")[0]).toMatch(/^\{/);
  expect(linesOf(false, "text")[0]).not.toMatch(/^\{/);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawBadge } from "./badge.ts";

const SOURCES = join(import.meta.dirname, "..");

describe("drawBadge", () => {
  it.each([
    [256, 256],
    [2048, 256],
    [64, 512],
  ])("stays within a picture of %i x %i", async (width, height) => {
    const badge = await drawBadge("a very long subject that would never fit on any badge at all", {
      width,
      height,
    });
    expect(badge.left + badge.width).toBeLessThanOrEqual(width);
    expect(badge.top + badge.height).toBeLessThanOrEqual(height);
  });

  it("is wider for longer words", async () => {
    const picture = { width: 1024, height: 1024 };
    const [short, long] = await Promise.all([drawBadge("mug", picture), drawBadge("ceramic mug", picture)]);
    expect(long.width).toBeGreaterThan(short.width);
  });

  it("needs no font of the machine: no drawing holds a text element", () => {
    const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
    );
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter((name) => readFileSync(join(SOURCES, name), "utf8").includes("<text"))).toEqual([]);
  });
});

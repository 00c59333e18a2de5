import type { Change } from "@assetql/contract";
import { expect, it } from "vitest";
import { formatWarnings } from "./format-warnings.ts";

const paper = { columns: 40, paint: (_tone: string, text: string) => text };
const change = (title: string, warnings: readonly string[], state = "applied") =>
  ({ title, state, receipt: { warnings } }) as unknown as Change;

it("counts warnings and shows each on a line, up to ten, of what is published now", () => {
  const long = change("Tent", ["The caption is longer than the platform takes."]);
  expect(formatWarnings(paper, [long, change("Mug", ["Gone."], "reverted")])).toEqual([
    "1 warning:",
    "  Tent: The caption is longer than the…",
  ]);
  const many = change(
    "Mug",
    Array.from({ length: 12 }, (_, at) => `Remark ${at + 1}`),
  );
  const lines = formatWarnings(paper, [many]);
  expect(lines).toHaveLength(12);
  expect([lines[0], lines[1], lines.at(-1)]).toEqual([
    "12 warnings:",
    "  Mug: Remark 1",
    "  … and 2 more; --json has them all",
  ]);
  expect(formatWarnings(paper, [change("Mug", []), { ...long, receipt: null }])).toEqual([]);
});

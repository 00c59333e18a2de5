import type { Change, Publication } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { formatPlan } from "./format-plan.ts";
import { outcomeOf } from "./outcome.ts";

const paper = { columns: 80, paint: (_tone: string, text: string) => text };
const options = { fields: false, all: false };
const change = (members: object) =>
  ({
    kind: "skip",
    title: "Tent",
    itemId: null,
    state: "skipped",
    problem: null,
    reason: null,
    revert: null,
    fields: [],
    ...members,
  }) as unknown as Change;

describe("a plan", () => {
  it("leaves out what stays as it is, and tells of what is skipped for a reason", () => {
    const same = [{ name: "alt", ours: "a", theirs: "a", outcome: "same" }];
    const there = change({ reason: "It is there already, as it should be.", fields: same });
    const waiting = change({ title: "Stove", reason: "Nobody has approved it yet." });
    expect(formatPlan(paper, [there, waiting], options)).toBe("  = Stove  Nobody has approved it yet.");
    expect(formatPlan(paper, [there], { ...options, all: true })).toContain("= Tent");
  });

  it("says what undo left because somebody had changed it", () => {
    const reverted = { kind: "create", state: "reverted" };
    const kept = { restored: [], kept: ["title"], removed: false, revertedAt: 1 };
    expect(formatPlan(paper, [change({ ...reverted, revert: kept })], options)).toBe(
      "  + Tent  stays: somebody has changed title since",
    );
    const partly = { ...kept, restored: ["alt"] };
    expect(formatPlan(paper, [change({ ...reverted, revert: partly })], options)).toBe(
      "  + Tent  partly taken back: somebody has changed title since",
    );
    const publication = { status: "reverted", name: "Shop", counts: { reverted: 3, revertFailed: 0 } };
    expect(
      outcomeOf({
        publication: publication as unknown as Publication,
        changes: [change({ ...reverted, revert: partly })],
      }),
    ).toBe(
      "Shop is reverted: 2 changes taken back, 1 not wholly, for somebody has changed it since (--force).",
    );
  });
});

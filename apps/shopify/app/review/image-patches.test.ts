import { describe, expect, it } from "vitest";
import { newerThan, noPatches, patched, withChanges, withRead } from "./image-patches.ts";
import type { ReviewImage } from "./review-image.ts";

const image = (id: string, changes: Partial<ReviewImage> = {}) =>
  ({ id, review: "pending", altText: "", ...changes }) as ReviewImage;
const approve = { changes: { review: "approved" }, since: Number.POSITIVE_INFINITY } as const;

describe("what was done to images since the page was read", () => {
  it("is shown at once, one change over the other", () => {
    const patches = withChanges(withChanges(noPatches, ["a"], approve), ["a"], {
      changes: { altText: "A mug" },
      since: 5,
    });
    expect(patched([image("a"), image("b")], patches)).toEqual([
      image("a", { review: "approved", altText: "A mug" }),
      image("b"),
    ]);
  });

  it("outlives a page that began to be read before the server had it", () => {
    const pending = withChanges(noPatches, ["a"], approve);
    expect(newerThan(pending, 1_000).has("a")).toBe(true);
    const answered = withChanges(pending, ["a"], { changes: {}, since: 10 });
    expect(newerThan(answered, 9).get("a")?.changes).toEqual({ review: "approved" });
    expect(newerThan(answered, 11).size).toBe(0);
  });

  it("is not undone by a look that had begun before", () => {
    const approved = withChanges(noPatches, ["a"], { ...approve, since: 10 });
    const stale = image("a", { altText: "new version" });
    const told = (began: number) => withRead(approved, stale, { began, now: 20 }).get("a")?.changes;
    expect(told(9)).toEqual({ review: "approved" });
    expect(told(11)).toEqual(stale);
  });
});

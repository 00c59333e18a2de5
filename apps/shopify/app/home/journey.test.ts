import { batchIdSchema, type Publication, publicationIdSchema } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { type JourneyBatch, type JourneyInput, journeyOf } from "./journey.ts";

const BATCH = batchIdSchema.parse("bat_01jd0000000000000000000001");
const PUBLICATION = publicationIdSchema.parse("pub_01jd0000000000000000000001");

const nothing: JourneyInput = { selections: [], batches: [], publications: [] };
const selection = (createdAt: number) => ({ id: "s1", createdAt });
const batch = (changes: Partial<JourneyBatch> = {}): JourneyBatch => ({
  id: BATCH,
  status: "completed",
  createdAt: 10,
  completedTasks: 4,
  approved: 0,
  pending: 4,
  ...changes,
});
const publication = (status: Publication["status"]) => ({ id: PUBLICATION, status, batchId: BATCH });

describe("how far a merchant is", () => {
  it("begins with choosing", () => {
    const journey = journeyOf(nothing);
    expect(journey).toMatchObject({ isNew: true, next: "choose", url: "/app/choose" });
    expect(journey.done.size).toBe(0);
  });

  it("goes on to configure what was chosen, also when it was chosen after the last batch", () => {
    const first = journeyOf({ ...nothing, selections: [selection(5)] });
    expect(first).toMatchObject({ isNew: false, next: "configure", url: "/app/configure/s1" });
    expect([...first.done]).toEqual(["choose"]);
    const again = journeyOf({ ...nothing, selections: [selection(11)], batches: [batch()] });
    expect(again.next).toBe("configure");
  });

  it("waits for a batch that runs, and then reviews it", () => {
    const runs = journeyOf({
      ...nothing,
      selections: [selection(5)],
      batches: [batch({ status: "processing", completedTasks: 1 })],
    });
    expect(runs).toMatchObject({ next: "review", url: `/app/batches/${BATCH}`, isWaiting: true });
    const ended = journeyOf({ ...nothing, batches: [batch()] });
    expect(ended).toMatchObject({ next: "review", url: `/app/batches/${BATCH}/review`, isWaiting: false });
  });

  it("publishes what was approved, and finishes a publication that was begun", () => {
    const approved = [batch({ approved: 2, pending: 2 })];
    expect(journeyOf({ ...nothing, batches: approved }).url).toBe(`/app/batches/${BATCH}/publish`);
    const begun = { ...nothing, batches: approved, publications: [publication("planned")] };
    expect(journeyOf(begun)).toMatchObject({
      next: "publish",
      url: `/app/publications/${PUBLICATION}`,
      hasPublished: false,
    });
    const failed = { ...nothing, batches: approved, publications: [publication("failed")] };
    expect(journeyOf(failed).url).toBe(`/app/batches/${BATCH}/publish`);
  });

  it("begins anew after a publication, and after a batch of which nothing can be used", () => {
    const over = { ...nothing, batches: [batch({ approved: 4 })], publications: [publication("applied")] };
    expect(journeyOf(over)).toMatchObject({ next: "choose", hasPublished: true });
    const rejected = { ...nothing, batches: [batch({ pending: 0 })] };
    expect(journeyOf(rejected)).toMatchObject({ next: "choose", isNew: false });
    const failed = { ...nothing, batches: [batch({ status: "failed", completedTasks: 0, pending: 0 })] };
    expect(journeyOf(failed).next).toBe("choose");
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCosts, UNKNOWN_COST } from "../../connectors/shopify/src/client/costs.ts";
import { createPoints } from "../../connectors/shopify/src/client/points.ts";
import { PointsBucket, type Reservation } from "../../connectors/shopify/src/client/points-bucket.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PLAN = { maximumAvailable: 2_000, restoreRate: 100 };

/** A bucket that Shopify has said this of. */
async function learnt(currentlyAvailable: number, plan = PLAN): Promise<PointsBucket> {
  const bucket = new PointsBucket(Date.now);
  const first = await reserve(bucket, 1);
  first.settle({ actual: 1, status: { ...plan, currentlyAvailable } });
  return bucket;
}

const reserve = (bucket: PointsBucket, points: number, signal?: AbortSignal): Promise<Reservation> =>
  bucket.reserve({ ticket: bucket.ticket(), cost: () => points, signal });

/** When each was granted, in milliseconds from now. */
function granted(bucket: PointsBucket, costs: readonly number[]) {
  const began = Date.now();
  const times: number[] = [];
  for (const cost of costs) void reserve(bucket, cost).then(() => times.push(Date.now() - began));
  return times;
}

describe("a shop's points", () => {
  it("are asked for one call at a time until Shopify has told how many there are", async () => {
    const bucket = new PointsBucket(Date.now);
    const first = await reserve(bucket, 10);
    const times = granted(bucket, [10, 10]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(times).toEqual([]);
    first.settle({ actual: 10, status: { ...PLAN, currentlyAvailable: 1_990 } });
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toEqual([5_000, 5_000]);
  });

  it("let the next go when the first call was lost", async () => {
    const bucket = new PointsBucket(Date.now);
    const first = await reserve(bucket, 10);
    const times = granted(bucket, [10]);
    first.settle(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toEqual([0]);
  });

  it("are waited for at the rate that Shopify restores them, in the order of asking", async () => {
    const bucket = await learnt(100);
    const times = granted(bucket, [100, 50, 10, 200]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(times).toEqual([0, 500, 600, 2_600]);
  });

  it("are given back as far as a call did not use them", async () => {
    const bucket = await learnt(400);
    const dear = await reserve(bucket, 400);
    const times = granted(bucket, [100]);
    await vi.advanceTimersByTimeAsync(100);
    dear.settle({ actual: 20, status: { ...PLAN, currentlyAvailable: 380 } });
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toEqual([100]);
  });

  it("are fewer when another process has spent some", async () => {
    const bucket = await learnt(1_000);
    const call = await reserve(bucket, 10);
    call.settle({ actual: 10, status: { ...PLAN, currentlyAvailable: 50 } });
    const times = granted(bucket, [100]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([500]);
  });

  it("are not counted twice when answers come in another order", async () => {
    const bucket = await learnt(1_000);
    const early = await reserve(bucket, 10);
    const late = await reserve(bucket, 900);
    late.settle({ actual: 900, status: { ...PLAN, currentlyAvailable: 90 } });
    // True before the other call was counted.
    early.settle({ actual: 10, status: { ...PLAN, currentlyAvailable: 990 } });
    const times = granted(bucket, [100]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([100]);
  });

  it("come back when nobody asks, but not beyond what the plan holds", async () => {
    const bucket = await learnt(0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    const first = await reserve(bucket, 1_950);
    first.settle({ actual: 1_950, status: { ...PLAN, currentlyAvailable: 50 } });
    const times = granted(bucket, [100]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(times).toEqual([500]);
  });

  it("do not come back while a call is on its way, as Shopify's bucket may be full until it arrives", async () => {
    const bucket = await learnt(2_000);
    const slow = await reserve(bucket, 1_500);
    await vi.advanceTimersByTimeAsync(60_000);
    const times = granted(bucket, [500, 1_000]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toEqual([0]);
    slow.settle({ actual: 1_500, status: { ...PLAN, currentlyAvailable: 0 } });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(times).toEqual([0]);
  });

  it("let a call go that costs more than the bucket ever holds, for Shopify to say so", async () => {
    const bucket = await learnt(50, { maximumAvailable: 100, restoreRate: 100 });
    const times = granted(bucket, [400]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toHaveLength(1);
  });

  it("are given to the next when somebody stops waiting", async () => {
    const bucket = await learnt(0);
    const stop = new AbortController();
    const stopped = reserve(bucket, 1_000, stop.signal).catch((reason: unknown) => reason);
    const times = granted(bucket, [100]);
    await vi.advanceTimersByTimeAsync(500);
    stop.abort("stopped");
    expect(await stopped).toBe("stopped");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([1_000]);
  });

  it("keep a throttled caller's place before those who came later", async () => {
    const bucket = await learnt(0);
    const order: string[] = [];
    const ticket = bucket.ticket();
    void reserve(bucket, 10).then(() => order.push("later"));
    void bucket.reserve({ ticket, cost: () => 10, signal: undefined }).then(() => order.push("throttled"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(order).toEqual(["throttled", "later"]);
  });

  it("are each shop's own, and one bucket for all who ask the same shop", () => {
    const points = createPoints(Date.now);
    expect(points.of("a.myshopify.com")).toBe(points.of("a.myshopify.com"));
    expect(points.of("a.myshopify.com")).not.toBe(points.of("b.myshopify.com"));
  });
});

describe("what operations cost", () => {
  it("is taken to be much until an answer has told", () => {
    const costs = createCosts();
    expect(costs.estimate("Ask", {})).toBe(UNKNOWN_COST);
    costs.learn("Ask", {}, 7);
    expect(costs.estimate("Ask", {})).toBe(7);
    expect(costs.estimate("Other", {})).toBe(UNKNOWN_COST);
  });

  it("is known for the same sizes, whatever is in the variables", () => {
    const costs = createCosts();
    costs.learn("Ask", { ids: ["1", "2"], first: 10, query: "mug" }, 42);
    expect(costs.estimate("Ask", { ids: ["3", "4"], first: 10, query: null })).toBe(42);
  });

  it("is never taken to be less than it can be for other sizes", () => {
    const costs = createCosts();
    const cost = (ids: number, first: number): number => 10 + ids * (3 + first);
    const variables = (ids: number, first: number) => ({ ids: Array.from({ length: ids }, String), first });
    costs.learn("Ask", variables(4, 5), cost(4, 5));
    costs.learn("Ask", variables(10, 2), cost(10, 2));
    for (const ids of [1, 3, 4, 8, 20]) {
      for (const first of [1, 2, 5, 7]) {
        expect(costs.estimate("Ask", variables(ids, first))).toBeGreaterThanOrEqual(cost(ids, first));
      }
    }
    expect(costs.estimate("Ask", variables(3, 5))).toBe(cost(4, 5));
  });

  it("counts lists within lists", () => {
    const costs = createCosts();
    costs.learn("Ask", { input: [{ media: ["1"] }, { media: ["2", "3"] }] }, 20);
    expect(costs.estimate("Ask", { input: [{ media: ["1", "2"] }, { media: ["3"] }] })).toBe(20);
    expect(costs.estimate("Ask", { input: [{ media: ["1", "2", "3"] }, { media: ["4", "5", "6"] }] })).toBe(
      40,
    );
  });
});

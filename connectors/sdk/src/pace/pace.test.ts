import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPace } from "./pace.ts";
import { createPaces } from "./paces.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const signal = new AbortController().signal;

/** When each of `count` requests went, in milliseconds from now. */
function ask(pace: ReturnType<typeof createPace>, count: number): number[] {
  const began = Date.now();
  const went: number[] = [];
  for (let index = 0; index < count; index += 1) {
    void pace.run(async () => void went.push(Date.now() - began), { signal });
  }
  return went;
}

describe("a target's pace", () => {
  it("lets a burst go at once and the rest by the rate", async () => {
    const pace = createPace({ requestsPerSecond: 10, burst: 3, concurrency: 50 }, Date.now);
    const went = ask(pace, 6);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(went).toEqual([0, 0, 0, 100, 200, 300]);
  });

  it("holds no more requests at once than the concurrency", async () => {
    const pace = createPace({ requestsPerSecond: 1_000, burst: 100, concurrency: 2 }, Date.now);
    let [now, most] = [0, 0];
    for (let index = 0; index < 6; index += 1) {
      void pace.run(
        async () => {
          now += 1;
          most = Math.max(most, now);
          await new Promise((resolve) => setTimeout(resolve, 50));
          now -= 1;
        },
        { signal },
      );
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(most).toBe(2);
    expect(pace.isIdle).toBe(true);
  });

  it("slows down to what the platform says, and never beyond the settings", async () => {
    const pace = createPace({ requestsPerSecond: 10, burst: 1, concurrency: 50 }, Date.now);
    pace.slowDown({ requestsPerSecond: 5 });
    const slow = ask(pace, 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(slow).toEqual([0, 200, 400]);
    pace.slowDown({ requestsPerSecond: 1_000 });
    const fast = ask(pace, 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fast).toEqual([0, 100, 200]);
  });

  it("pauses everybody, also those who wait already", async () => {
    const pace = createPace({ requestsPerSecond: 10, burst: 1, concurrency: 50 }, Date.now);
    const went = ask(pace, 2);
    await vi.advanceTimersByTimeAsync(0);
    pace.slowDown({ pauseMs: 5_000 });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(went).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(went).toEqual([0, 5_000]);
  });

  it("lets go of whoever waits as soon as the work is stopped, and gives the turn to the next", async () => {
    const pace = createPace({ requestsPerSecond: 1, burst: 1, concurrency: 1 }, Date.now);
    void pace.run(async () => undefined, { signal });
    const stop = new AbortController();
    const stopped = pace.run(async () => "went", { signal: stop.signal }).catch((reason: unknown) => reason);
    const queued = pace.run(async () => "went", { signal: stop.signal }).catch((reason: unknown) => reason);
    const other = pace.run(async () => "went", { signal });
    stop.abort("stopped");
    expect(await stopped).toBe("stopped");
    expect(await queued).toBe("stopped");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await other).toBe("went");
  });

  it("tells of every call how long it waited, also of one that was let go", async () => {
    const pace = createPace({ requestsPerSecond: 10, burst: 1, concurrency: 50 }, Date.now);
    const waits: number[] = [];
    const onWaited = (milliseconds: number) => void waits.push(milliseconds);
    const stop = new AbortController();
    const calls = [signal, signal, stop.signal].map((one) =>
      pace.run(async () => undefined, { signal: one, onWaited }),
    );
    const settled = Promise.allSettled(calls);
    await vi.advanceTimersByTimeAsync(0);
    pace.slowDown({ pauseMs: 1_000 });
    await vi.advanceTimersByTimeAsync(50);
    stop.abort("stopped");
    await vi.advanceTimersByTimeAsync(1_000);
    await settled;
    expect(waits).toEqual([0, 50, 1_000]);
  });

  it("is shared by all works of a target, which take turns, and by no other target", async () => {
    const paces = createPaces(Date.now);
    const settings = { requestsPerSecond: 10, burst: 1, concurrency: 50 };
    const went: string[] = [];
    for (const work of ["a", "b", "a", "b"]) {
      void paces.for("one", settings).run(async () => void went.push(work), { signal });
    }
    void paces.for("another", settings).run(async () => void went.push("free"), { signal });
    await vi.advanceTimersByTimeAsync(0);
    expect(went.toSorted()).toEqual(["a", "free"]);
    await vi.advanceTimersByTimeAsync(300);
    expect(went.filter((work) => work !== "free")).toEqual(["a", "b", "a", "b"]);
  });
});

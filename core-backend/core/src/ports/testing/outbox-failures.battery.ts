import fc from "fast-check";
import { expect, it } from "vitest";
import type { Dispatch } from "../outbox.ts";
import { type Harness, recorder, write } from "./outbox-harness.ts";
import { seededRandom } from "./seeded-random.ts";

export function describeFailures(harness: Harness): void {
  it("calls a dispatch that threw again with the same entries, and tells of the error", async () => {
    const open = harness();
    const { dispatch, of } = recorder(open);
    const errors: unknown[] = [];
    let failures = 2;
    const failing: Dispatch = async (stream, entries) => {
      if (failures-- > 0) throw new Error("not now");
      await dispatch(stream, entries);
    };
    const worker = open.outbox.start(failing, { onError: (error) => errors.push(error) });
    await write(open, "s", 1);
    await write(open, "s", 2);
    await worker.idle();
    expect(of("s")).toEqual([1, 2]);
    expect(errors).toEqual([new Error("not now"), new Error("not now")]);
    await worker.stop();
  });

  it("hands an entry out again until it is done, and keeps the order meanwhile", async () => {
    const open = harness();
    const { dispatch, of } = recorder(open);
    const seen: unknown[] = [];
    const forgetful: Dispatch = async (stream, entries) => {
      seen.push(entries[0]?.body);
      if (seen.length > 2) await dispatch(stream, entries);
    };
    const worker = open.outbox.start(forgetful);
    await write(open, "s", "first");
    await write(open, "s", "second");
    await worker.idle();
    expect(seen.slice(0, 3)).toEqual(["first", "first", "first"]);
    expect(of("s")).toEqual(["first", "second"]);
    await worker.stop();
  });

  it("holds up no other stream, whether a dispatch fails or takes long", async () => {
    const open = harness();
    const { dispatch, of } = recorder(open);
    const released = Promise.withResolvers<void>();
    const other = Promise.withResolvers<void>();
    const worker = open.outbox.start(async (stream, entries) => {
      if (stream === "failing" && of("healthy").length < 3) throw new Error("not now");
      if (stream === "slow") await released.promise;
      await dispatch(stream, entries);
      if (of("healthy").length === 3) other.resolve();
    });
    for (const stream of ["failing", "slow", "healthy"]) await write(open, stream, 1);
    for (const at of [2, 3]) await write(open, "healthy", at);
    await other.promise;
    expect(of("slow")).toEqual([]);
    released.resolve();
    await worker.idle();
    expect([of("failing"), of("slow"), of("healthy")]).toEqual([[1], [1], [1, 2, 3]]);
    await worker.stop();
  });
}

export function describeRandomRuns(harness: Harness): void {
  it("loses, doubles and reorders nothing that was done, however dispatches fail", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 4 }), async (seed, maxEntries) => {
        const open = harness();
        const random = seededRandom(seed);
        const { dispatch, of } = recorder(open);
        const busy = new Set<string>();
        let overlaps = 0;
        const worker = open.outbox.start(
          async (stream, entries) => {
            if (busy.has(stream)) overlaps += 1;
            busy.add(stream);
            await null;
            busy.delete(stream);
            // Half-way: some entries done, the rest to come again.
            if (random() < 0.1) await dispatch(stream, entries.slice(0, 1));
            if (random() < 0.1) throw new Error("not now");
            const open = entries.filter(({ body }) => !of(stream).includes(body));
            await dispatch(stream, open);
          },
          { maxEntries },
        );
        const streams = ["a", "b", "c"];
        for (let at = 0; at < 15; at += 1) await write(open, `${streams[at % 3]} ${seed}`, at);
        await worker.idle();
        await worker.stop();
        expect(overlaps).toBe(0);
        for (const [at, stream] of streams.entries()) {
          expect(of(`${stream} ${seed}`)).toEqual([at, at + 3, at + 6, at + 9, at + 12]);
        }
      }),
      { numRuns: 10 },
    );
  });
}

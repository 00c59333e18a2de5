import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Outbox } from "../outbox.ts";
import { ConflictError, create, RecordLimitError } from "../record-store.ts";
import { newBoard, note, notes } from "./notes.ts";
import { describeFailures, describeRandomRuns } from "./outbox-failures.battery.ts";
import { type Harness, type OutboxHarness, recorder, write } from "./outbox-harness.ts";

/** What {@link Outbox} promises, for any adapter. `open` gives an empty one, in which no worker runs. */
export function outboxBattery(title: string, open: () => Promise<OutboxHarness>): void {
  describe(`${title} as an outbox`, () => {
    let harness: OutboxHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());
    describeDispatch(() => harness);
    describeFailures(() => harness);
    describeStopping(() => harness);
    describeRandomRuns(() => harness);
  });
}

function describeDispatch(harness: Harness): void {
  it("hands out each stream's entries in the order they were written, whole", async () => {
    const open = harness();
    const { dispatch, of } = recorder(open);
    const worker = open.outbox.start(dispatch);
    const bodies = Array.from({ length: 30 }, (_, at) => ({
      at,
      text: "žluť 🐎",
      nested: [null, { ok: true }],
    }));
    for (const body of bodies) {
      await write(open, "one", body);
      await write(open, "two", body);
    }
    await worker.idle();
    expect(of("one")).toEqual(bodies);
    expect(of("two")).toEqual(bodies);
    await worker.stop();
  });

  it("writes an entry with its transaction or not at all", async () => {
    const open = harness();
    const { dispatch, calls } = recorder(open);
    const first = note(newBoard(), "a");
    await open.store.transact([create(notes, first)]);
    const worker = open.outbox.start(dispatch);
    const failing = open.store.transact([open.outbox.write({ stream: "s", body: 1 }), create(notes, first)]);
    await expect(failing).rejects.toThrow(ConflictError);
    await open.store.transact([
      open.outbox.write({ stream: "s", body: 2 }),
      create(notes, note(newBoard(), "b")),
      open.outbox.write({ stream: "s", body: 3 }),
    ]);
    await worker.idle();
    expect(calls.flatMap(({ bodies }) => bodies)).toEqual([2, 3]);
    await worker.stop();
  });

  it("finds entries from before it was started", async () => {
    const open = harness();
    for (const at of [1, 2, 3]) await write(open, `stream ${at % 2}`, at);
    const { dispatch, of } = recorder(open);
    const worker = open.outbox.start(dispatch);
    await worker.idle();
    expect([of("stream 0"), of("stream 1")]).toEqual([[2], [1, 3]]);
    await worker.stop();
  });

  it("gives a call at most as many entries as asked for", async () => {
    const open = harness();
    for (let at = 0; at < 8; at += 1) await write(open, "s", at);
    const { dispatch, calls } = recorder(open);
    const worker = open.outbox.start(dispatch, { maxEntries: 3 });
    await worker.idle();
    expect(calls.map(({ bodies }) => bodies)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7],
    ]);
    await worker.stop();
  });

  it("refuses bodies of more than 250 KB", async () => {
    const { outbox } = harness();
    expect(() => outbox.write({ stream: "s", body: "é".repeat(125_000) })).toThrow(RecordLimitError);
    expect(() => outbox.write({ stream: "s", body: "x".repeat(249_000) })).not.toThrow();
  });
}

function describeStopping(harness: Harness): void {
  it("waits for running dispatches when stopped and leaves the rest for the next start", async () => {
    const open = harness();
    const { dispatch, of } = recorder(open);
    const entered = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const worker = open.outbox.start(
      async (stream, entries) => {
        entered.resolve();
        await released.promise;
        await dispatch(stream, entries);
      },
      { maxEntries: 1 },
    );
    await write(open, "s", 1);
    await write(open, "s", 2);
    await entered.promise;
    let stopped = false;
    const stopping = worker.stop().then(() => {
      stopped = true;
    });
    await write(open, "s", 3);
    expect(stopped).toBe(false);
    released.resolve();
    await stopping;
    expect(of("s")).toEqual([1]);
    const next = open.outbox.start(dispatch);
    await next.idle();
    expect(of("s")).toEqual([1, 2, 3]);
    await next.stop();
  });
}

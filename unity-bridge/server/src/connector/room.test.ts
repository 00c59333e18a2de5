import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { createRoom } from "./room.ts";

const never = new AbortController().signal;

/** Enters a room, and stays until it is told to leave. */
function visit(room: ReturnType<typeof createRoom>, bytes: number, signal = never) {
  const stay = Promise.withResolvers<void>();
  const visitor = { isIn: false, leave: () => stay.resolve(), gone: Promise.resolve() };
  visitor.gone = room.within(bytes, signal, async () => {
    visitor.isIn = true;
    await stay.promise;
  });
  return visitor;
}

it("lets in what has room, and the next in order when one has left", async () => {
  const room = createRoom(10);
  const visitors = [4, 6, 8, 1].map((bytes) => visit(room, bytes));
  await setImmediate();
  // The last would have room, but then the large one might never have.
  expect(visitors.map(({ isIn }) => isIn)).toEqual([true, true, false, false]);
  visitors[0]?.leave();
  visitors[1]?.leave();
  await Promise.all(visitors.slice(0, 2).map(({ gone }) => gone));
  await setImmediate();
  expect(visitors.map(({ isIn }) => isIn)).toEqual([true, true, true, true]);
});

it("lets in alone what is larger than all of it", async () => {
  const room = createRoom(10);
  const [small, large] = [visit(room, 1), visit(room, 50)];
  await setImmediate();
  expect(large.isIn).toBe(false);
  small.leave();
  await small.gone;
  await setImmediate();
  expect(large.isIn).toBe(true);
});

it("keeps no place for what has failed or was stopped", async () => {
  const room = createRoom(10);
  const failing = room.within(10, never, () => Promise.reject(new Error("no image")));
  await expect(failing).rejects.toThrow("no image");
  const stop = new AbortController();
  const [first, stopped, last] = [visit(room, 10), visit(room, 10, stop.signal), visit(room, 10)];
  stop.abort(new Error("stopped"));
  await expect(stopped.gone).rejects.toThrow("stopped");
  first.leave();
  await first.gone;
  await setImmediate();
  expect([stopped.isIn, last.isIn]).toEqual([false, true]);
});

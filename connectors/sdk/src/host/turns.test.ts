import { expect, it } from "vitest";
import { createTurns } from "./turns.ts";

const signal = new AbortController().signal;

it("runs one of a key at a time, in the order of asking, and others beside it", async () => {
  const turns = createTurns();
  const first = Promise.withResolvers<void>();
  const log: string[] = [];
  const one = turns.take("a", () => first.promise.then(() => log.push("first")), signal);
  const two = turns.take("a", async () => log.push("second"), signal);
  await turns.take("b", async () => log.push("other"), signal);
  expect(turns.waiting).toBe(1);
  first.resolve();
  await Promise.all([one, two]);
  expect(log).toEqual(["other", "first", "second"]);
  expect(turns.waiting).toBe(0);
});

it("lets go who is stopped while it waits, and keeps the others in their order", async () => {
  const turns = createTurns();
  const first = Promise.withResolvers<void>();
  const stopping = new AbortController();
  const log: string[] = [];
  const one = turns.take("a", () => first.promise, signal);
  const two = turns.take("a", async () => log.push("second"), stopping.signal);
  const three = turns.take("a", async () => log.push("third"), signal);
  stopping.abort(new Error("stopped"));
  await expect(two).rejects.toThrow("stopped");
  expect(log).toEqual([]);
  first.resolve();
  await Promise.all([one, three]);
  expect(log).toEqual(["third"]);
});

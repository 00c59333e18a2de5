import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { interruption } from "./interruption.ts";

it("aborts at the first signal, takes an echo for the same press, and ends the process at the second", () => {
  const exits: number[] = [];
  const source = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  let now = 1_000;
  const signal = interruption(source, () => now);
  source.emit("SIGINT", "SIGINT");
  expect(signal.aborted).toBe(true);
  now = 1_100;
  source.emit("SIGINT", "SIGINT");
  expect(exits).toEqual([]);
  now = 2_000;
  source.emit("SIGTERM", "SIGTERM");
  expect(exits).toEqual([143]);
});

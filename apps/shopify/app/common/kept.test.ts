import { expect, it } from "vitest";
import { createKept } from "./kept.server.ts";

it("remembers values for a while, the newest of them", async () => {
  let now = 0;
  let reads = 0;
  const read = async () => {
    reads += 1;
    return reads;
  };
  const kept = createKept<number>({ ms: 10, most: 2, now: () => now });
  expect([await kept("a", read), await kept("a", read)]).toEqual([1, 1]);
  now = 10;
  expect(await kept("a", read)).toBe(2);
  await kept("b", read);
  await kept("c", read);
  expect(await kept("a", read)).toBe(5);
  await expect(kept("d", () => Promise.reject(new Error("no answer")))).rejects.toThrow("no answer");
  expect(await kept("d", read)).toBe(6);
});

it("reads what has moved again, and has as much patience as it is told", async () => {
  let now = 0;
  let reads = 0;
  const kept = createKept<number>({ ms: 100, most: 2, now: () => now });
  const look = (mark: string, patienceMs?: number) =>
    kept(
      "a",
      async () => {
        reads += 1;
        return reads;
      },
      { mark, ...(patienceMs === undefined ? {} : { patienceMs }) },
    );
  expect([await look("1"), await look("1"), await look("2", 10)]).toEqual([1, 1, 1]);
  now = 10;
  expect([await look("2", 10), await look("3")]).toEqual([2, 3]);
});

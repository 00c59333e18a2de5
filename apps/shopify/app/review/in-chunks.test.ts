import { expect, it } from "vitest";
import { inChunks } from "./in-chunks.ts";

it("goes through everything in order, and says how far it is", async () => {
  const told: number[] = [];
  const items = Array.from({ length: 7 }, (_, at) => at);
  const chunks = await inChunks(items, 3, {
    run: async (chunk) => chunk,
    onProgress: ({ done }) => told.push(done),
  });
  expect(chunks).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  expect(told).toEqual([0, 3, 6, 7]);
});

it("stops at a failure", async () => {
  const seen: number[] = [];
  const run = async (chunk: readonly number[]) => {
    seen.push(...chunk);
    if (seen.length > 2) throw new Error("no");
  };
  await expect(inChunks([1, 2, 3, 4], 1, { run, onProgress: () => {} })).rejects.toThrow("no");
  expect(seen).toEqual([1, 2, 3]);
});

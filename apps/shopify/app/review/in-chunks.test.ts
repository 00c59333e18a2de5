import { expect, it } from "vitest";
import { inChunks } from "./in-chunks.ts";

it("goes through everything in order, and says how far it is", async () => {
  const told: number[] = [];
  const items = Array.from({ length: 7 }, (_, at) => at);
  const chunked = await inChunks(items, 3, {
    run: async (chunk) => chunk,
    onProgress: ({ done }) => told.push(done),
  });
  expect(chunked).toEqual({ answers: [[0, 1, 2], [3, 4, 5], [6]], left: [] });
  expect(told).toEqual([0, 3, 6, 7]);
});

it("ends at a failure, and keeps what was answered before it", async () => {
  const error = new Error("no");
  const run = async (chunk: readonly number[]) => {
    if (chunk.includes(3)) throw error;
    return chunk;
  };
  const chunked = await inChunks([1, 2, 3, 4, 5], 2, { run, onProgress: () => {} });
  expect(chunked).toEqual({ answers: [[1, 2]], left: [3, 4, 5], error });
});

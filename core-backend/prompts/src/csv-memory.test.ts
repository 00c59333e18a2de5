import { describe, expect, test } from "vitest";
import { readCsv } from "./csv-read.ts";
import { read } from "./csv-testing.ts";

describe("bounded memory", () => {
  const CHUNK = Buffer.alloc(16 * 1024, "x");

  function counted(first: string, chunk = CHUNK, total = 50 * 64) {
    const seen = { chunks: 0, closed: false };
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from(first);
        for (; seen.chunks < total; seen.chunks += 1) yield chunk;
      } finally {
        seen.closed = true;
      }
    }
    return { seen, source: source() };
  }

  test.each([
    ["a quoted cell of 50 MB", 'a,b\n1,"', CHUNK, "csv-cell-too-large", 5],
    ["an unquoted cell of 50 MB", "a,b\n1,", CHUNK, "csv-cell-too-large", 5],
    ["a header cell of 50 MB", "", CHUNK, "csv-cell-too-large", 5],
    ["a quoted header cell of 50 MB", '"', CHUNK, "csv-cell-too-large", 7],
    ["a row of 50 MB of cells", "a,b\n", Buffer.alloc(16 * 1024, "x,"), "csv-row-too-large", 20],
    ["a row of 50 MB of doubled quotes", 'a\n"', Buffer.alloc(16 * 1024, '""'), "csv-cell-too-large", 9],
  ])("%s is told after a few chunks, and the source closed", async (_name, first, chunk, code, chunks) => {
    const { seen, source } = counted(first, chunk);
    const { problems, end } = await read(source);
    expect(problems).toMatchObject([{ code, severity: "error" }]);
    expect(end).toMatchObject({ complete: false });
    expect(seen.chunks).toBeLessThanOrEqual(chunks);
    expect(seen.closed).toBe(true);
  });

  test("rows come out while the file is still coming in", async () => {
    const { seen, source } = counted("a,b\n", Buffer.from("1,2\n".repeat(4096)));
    let rows = 0;
    for await (const event of readCsv(source)) {
      if (event.type === "row") rows += 1;
      if (rows === 10_000) break;
    }
    expect(seen.chunks).toBeLessThanOrEqual(6);
    expect(seen.closed).toBe(true);
  });

  test("100,000 rows are read and the next one refused", async () => {
    const { source } = counted("a,b\n", Buffer.from("1,2\n".repeat(4096)));
    let rows = 0;
    const codes: string[] = [];
    for await (const event of readCsv(source)) {
      if (event.type === "row") rows += 1;
      if (event.type === "problem") codes.push(event.problem.code);
    }
    expect([rows, codes]).toEqual([100_000, ["csv-too-many-rows"]]);
  });
});

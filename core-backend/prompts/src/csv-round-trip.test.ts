import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./csv-read.ts";

const DELIMITERS = [",", ";", "\t"] as const;
const unit = fc.oneof(
  fc.constantFrom(
    ",",
    ";",
    "\t",
    '"',
    "\n",
    "\r",
    "\r\n",
    " ",
    "'",
    "\\",
    "{",
    "=",
    "a",
    "é",
    "日",
    "😀",
    "\uFEFF",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((text) => text !== "\0"),
);
const cell = fc.string({ unit, maxLength: 12 });
const headerUnit = fc.constantFrom(",", ";", '"', " ", "a", "é", "😀", "_", "=");

const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    columns: fc
      .array(fc.string({ unit: headerUnit, maxLength: 6 }), { minLength: width, maxLength: width })
      .map((names) => names.map((name, index) => `n${name}${index}`)),
    rows: fc.array(
      fc
        .array(cell, { minLength: width, maxLength: width })
        .filter((cells) => cells.some((text) => text.trim() !== "")),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);

const writing = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  lastLineEnd: fc.boolean(),
  quoteAll: fc.boolean(),
  encoding: fc.constantFrom("utf8", "utf8-mark", "utf16le", "utf16be"),
  chunkSizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
});

type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never;

function write({ columns, rows }: Table, how: Writing): Buffer {
  const quote = (text: string) =>
    how.quoteAll || /[,;\t"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [columns, ...rows].map((cells) => cells.map(quote).join(how.delimiter));
  const text = lines.join(how.lineEnd) + (how.lastLineEnd ? how.lineEnd : "");
  if (how.encoding === "utf8") return Buffer.from(text);
  if (how.encoding === "utf8-mark") return Buffer.from(`\uFEFF${text}`);
  const units = Buffer.from(`\uFEFF${text}`, "utf16le");
  return how.encoding === "utf16be" ? units.swap16() : units;
}

async function* cut(data: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let start = 0, index = 0; start < data.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield data.subarray(start, start + size);
    start += size;
  }
}

test("a table, however written and cut into chunks, is read as it was", async () => {
  await fc.assert(
    fc.asyncProperty(table, writing, async (written, how) => {
      const read: Table = { columns: [], rows: [] };
      const problems: unknown[] = [];
      for await (const event of readCsv(cut(write(written, how), how.chunkSizes))) {
        if (event.type === "header") read.columns = [...event.columns];
        if (event.type === "row") read.rows.push(Object.values(event.row.values));
        if (event.type === "problem") problems.push(event.problem);
      }
      const lineFeeds = (text: string) => text.replace(/\r\n?/g, "\n");
      expect(problems).toEqual([]);
      expect(read).toEqual({ ...written, rows: written.rows.map((cells) => cells.map(lineFeeds)) });
    }),
    { numRuns: 500 },
  );
});

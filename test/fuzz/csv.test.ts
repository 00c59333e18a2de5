import { type CsvEvent, type CsvOptions, readCsv } from "@assetql/prompts";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { testSeed } from "../support/test-seed.ts";

// On failure fast-check prints the seed; ASSETQL_TEST_SEED repeats it.
const seed = testSeed();

const CONTROL = /[\p{Cc}\u2028\u2029]/u;

const text = fc.string({
  unit: fc.constantFrom(
    ...'"",;\t\n\r |\'\\=a1é日😀\u2028\u0085\u0007\uFEFF',
    '""',
    "\r\n",
    '"a,b"',
    "sep=",
    "x,y\n",
  ),
  maxLength: 60,
});

/** Text in some encoding, now and then with bytes that are none. */
const bytes = fc.oneof(
  text.map((value) => Buffer.from(value)),
  text.map((value) => Buffer.from(`\uFEFF${value}`, "utf16le")),
  text.map((value) => Buffer.from(`\uFEFF${value}`, "utf16le").swap16()),
  fc.tuple(text, fc.nat(), fc.constantFrom(0x00, 0x80, 0xc3, 0xf0, 0xff)).map(([value, at, byte]) => {
    const buffer = Buffer.from(`${value} `);
    buffer[at % buffer.length] = byte;
    return buffer;
  }),
);

const limits: fc.Arbitrary<CsvOptions> = fc.record(
  {
    maxBytes: fc.integer({ min: 0, max: 80 }),
    maxCellLength: fc.integer({ min: 1, max: 12 }),
    maxRowLength: fc.integer({ min: 1, max: 30 }),
    maxColumns: fc.integer({ min: 1, max: 4 }),
    maxRows: fc.integer({ min: 1, max: 4 }),
    maxProblems: fc.integer({ min: 1, max: 4 }),
    delimiter: fc.constantFrom(",", ";", "\t"),
  },
  { requiredKeys: [] },
);

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

async function* cut(data: Uint8Array, by: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let start = 0, index = 0; start < data.length; index += 1) {
    const size = by[index % by.length] ?? 1;
    yield data.subarray(start, start + size);
    start += size;
  }
}

async function eventsOf(data: Uint8Array, by: readonly number[], options: CsvOptions): Promise<CsvEvent[]> {
  const events: CsvEvent[] = [];
  for await (const event of readCsv(cut(data, by), options)) events.push(event);
  return events;
}

test("any bytes under any limits: no throw, one end with true counts, and rows that fit the header", async () => {
  await fc.assert(
    fc.asyncProperty(bytes, limits, sizes, async (data, options, by) => {
      const events = await eventsOf(data, by, options);
      const ends = events.filter((event) => event.type === "end");
      const rows = events.flatMap((event) => (event.type === "row" ? [event.row] : []));
      const problems = events.flatMap((event) => (event.type === "problem" ? [event.problem] : []));
      const [header] = events.flatMap((event) => (event.type === "header" ? [event.columns] : []));
      expect(ends).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ type: "end", rows: rows.length });
      if (problems.some(({ severity }) => severity === "error")) {
        expect(ends[0]?.errors).toBeGreaterThan(0);
      } else expect(ends).toMatchObject([{ errors: 0, complete: true }]);
      const { maxProblems = 100, maxRows = 100_000, maxCellLength = 32_768 } = options;
      expect(problems.length).toBeLessThanOrEqual(maxProblems + 2);
      expect(rows.length).toBeLessThanOrEqual(maxRows);
      for (const { values, isOneLine } of rows) {
        const cells = Object.values(values);
        expect(Object.keys(values).toSorted()).toEqual(header?.toSorted());
        expect(cells.filter((cell) => cell.length > maxCellLength)).toEqual([]);
        if (isOneLine) expect(cells.filter((cell) => CONTROL.test(cell))).toEqual([]);
      }
    }),
    { seed, numRuns: 1500 },
  );
});

test("what is read doesn't depend on how the bytes are cut", async () => {
  // A wrong byte's line is told as nearly as its piece is known, and so is whether somebody looked for line breaks.
  const comparable = (events: readonly CsvEvent[]) =>
    events.map((event) => {
      if (event.type === "row") return [event.row.row, event.row.line, { ...event.row.values }];
      return event.type === "problem" ? [event.problem.code, event.problem.row] : event;
    });
  await fc.assert(
    fc.asyncProperty(bytes, sizes, async (data, by) => {
      expect(comparable(await eventsOf(data, by, {}))).toEqual(
        comparable(await eventsOf(data, [1_000_000], {})),
      );
    }),
    { seed, numRuns: 1500 },
  );
});

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(..." aé日😀\\'=|{;\t"), maxLength: 5 }),
  fc
    .string({ unit: fc.constantFrom(...' aé😀,"\n'), maxLength: 5 })
    .map((value) => `"${value.replaceAll('"', '""')}"`),
);

/** Some lines are blank, and some cells quoted though they need not be. */
const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
  fc
    .array(fc.oneof(fc.constant([]), fc.array(cell, { minLength: width, maxLength: width })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((rows) => [Array.from({ length: width }, (_, index) => `column${index}`), ...rows]),
);

test("csv-parse, another reader, reads the same cells", async () => {
  await fc.assert(
    fc.asyncProperty(table, sizes, fc.constantFrom("\n", "\r\n"), async (lines, by, lineEnd) => {
      const source = lines.map((cells) => cells.join(",")).join(lineEnd);
      const events = await eventsOf(Buffer.from(source), by, { delimiter: "," });
      const rows = events.flatMap((event) => (event.type === "row" ? [Object.values(event.row.values)] : []));
      const records: string[][] = parse(source, {
        record_delimiter: lineEnd,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
      });
      expect(rows).toEqual(records.slice(1));
    }),
    { seed, numRuns: 1000 },
  );
});

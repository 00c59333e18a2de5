import fc from "fast-check";
import { expect, test } from "vitest";
import { createRecordReader } from "./csv-records.ts";

const LIMITS = { maxCellLength: 1000, maxRowLength: 4000 };

function recordsOf(text: string, blockLength: number) {
  const reader = createRecordReader({ delimiter: ",", line: 1 }, LIMITS, blockLength);
  const records = text.split("").flatMap((unit) => reader.push(unit));
  return [...records, ...reader.end()];
}

test("the records, their lines and faults don't depend on where the text is cut, well-formed or not", () => {
  const hostile = fc.string({
    unit: fc.constantFrom('"', '"', ",", "\n", " ", "a", "é", "\uFEFF"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 9 }), (text, blockLength) => {
      expect(recordsOf(text, blockLength)).toEqual(recordsOf(text, 1_000_000));
    }),
    { numRuns: 2000 },
  );
});

test("a doubled quote counts once towards a cell's length, also while the cell is open", () => {
  const fits = `"${'""'.repeat(1000)}",x\n`;
  expect(recordsOf(fits, 50)).toMatchObject([{ line: 1, cells: ['"'.repeat(1000), "x"] }]);
  expect(recordsOf(`"${'""'.repeat(1001)}",x\n`, 50)[0]).toMatchObject({ oversize: 0 });
});

test.each([
  ["blanks after closing quotes", `"" ${" ".repeat(900)},`.repeat(40)],
  ["short cells", "a,".repeat(3000)],
])("a row of %s that goes on and on is stopped", (_name, text) => {
  const reader = createRecordReader({ delimiter: ",", line: 5 }, LIMITS, 1);
  expect(reader.push(text)).toMatchObject([{ line: 5, oversize: "row" }]);
});

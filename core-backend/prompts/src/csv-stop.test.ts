import { describe, expect, test } from "vitest";
import type { CsvSource } from "./csv-bytes.ts";
import type { CsvOptions } from "./csv-read.ts";
import { bytes, read } from "./csv-testing.ts";

describe("a file that can't be read on ends with one error", () => {
  const header = "a,b\n";
  test.each<[string, CsvSource, Record<string, unknown>, CsvOptions?]>([
    ["empty", "", { code: "csv-empty" }],
    ["only blank lines", "\uFEFF\n \r\n", { code: "csv-empty" }],
    ["only a header", "a,b\n\n,\n", { code: "csv-no-rows" }],
    [
      "unterminated quote",
      'a,b\n1,2\n"x\ny",2\n3,"4\n5,6\n',
      { code: "csv-unterminated-quote", row: 3, line: 5 },
    ],
    [
      "unterminated after a stray quote",
      'a,b\n"1,2\n"3,4\n',
      { code: "csv-unterminated-quote", row: 1, line: 2 },
    ],
    ["unterminated header", '"a,b\n1,2\n', { code: "csv-unterminated-quote", line: 1 }],
    ["malformed header", '"a"x",b\n1,2\n', { code: "csv-malformed-quote", line: 1 }],
    ["invalid UTF-8", bytes(header, "x\r", "\n\r\ny,", [0xe9], "\n"), { code: "csv-encoding", line: 4 }],
    [
      "invalid UTF-8 within a piece",
      bytes([...Buffer.from("a,b\r1,ü\n2,"), 0xc3, 0x28, 10, 10]),
      { code: "csv-encoding", line: 3 },
    ],
    [
      "a character cut by the file's end",
      bytes(header, "1,2\n", [0xe2, 0x82]),
      { code: "csv-encoding", line: 3 },
    ],
    ["half a UTF-16 unit", bytes([0xff, 0xfe, 97, 0, 10]), { code: "csv-encoding", line: 1 }],
    ["NUL byte", bytes(header, "1,2\n3,\0\n"), { code: "csv-binary", line: 3 }],
    ["NUL beside invalid UTF-8", bytes([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), { code: "csv-binary", line: 1 }],
    ["UTF-16 without a mark", bytes([97, 0, 44, 0, 98, 0]), { code: "csv-binary", line: 1 }],
    [
      "a workbook",
      bytes("PK\u0003\u0004rest"),
      { code: "csv-binary", message: expect.stringContaining("Excel workbook") },
    ],
    ["too many bytes", "a,b\n1,2\n", { code: "csv-too-large" }, { maxBytes: 7 }],
    ["too many columns", "a,b,c\n1,2,3\n", { code: "csv-too-many-columns", line: 1 }, { maxColumns: 2 }],
    ["too many rows", "a\n1\n2\n3\n", { code: "csv-too-many-rows", row: 3, line: 4 }, { maxRows: 2 }],
    [
      "a long cell",
      'a,b\n1,"12345"\n1,"123456"\n',
      { code: "csv-cell-too-large", row: 2, line: 3, column: "b" },
      { maxCellLength: 5 },
    ],
    ["a long row", "a,b\n123,456\n", { code: "csv-row-too-large", row: 1, line: 2 }, { maxRowLength: 7 }],
    [
      "many bad quotes",
      `a\n${'"x"y"\n'.repeat(4)}`,
      { code: "csv-too-many-malformed-quotes", row: 4 },
      { maxProblems: 3 },
    ],
  ])("%s", async (_name, source, problem, options) => {
    const { problems, end } = await read(source, options);
    expect(problems.find(({ code }) => code === problem.code)).toMatchObject({
      severity: "error",
      source: "csv",
      ...problem,
    });
    expect(end).toMatchObject({
      complete: false,
      errors: problems.filter(({ severity }) => severity === "error").length,
    });
  });

  test("exactly at the limits is fine", async () => {
    const limits = { maxBytes: 12, maxColumns: 2, maxRows: 2, maxCellLength: 2, maxRowLength: 5 };
    expect((await read("a,b\n1,22\n,4", limits)).end).toMatchObject({ rows: 2, errors: 0, complete: true });
  });

  test("a failure of the source itself is thrown as it is", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("a,b\n");
      throw new Error("disk gone");
    }
    await expect(read(failing())).rejects.toThrow("disk gone");
  });
});

import { describe, expect, test } from "vitest";
import type { CsvSource } from "./csv-bytes.ts";
import { type CsvEvent, type CsvOptions, readCsv } from "./csv-read.ts";

async function read(source: CsvSource, options?: CsvOptions) {
  const events: CsvEvent[] = [];
  for await (const event of readCsv(source, options)) events.push(event);
  const header = events.find((event) => event.type === "header");
  return {
    columns: header?.columns ?? [],
    delimiter: header?.delimiter,
    rows: events.flatMap((event) => (event.type === "row" ? [event.row] : [])),
    cells: events.flatMap((event) => (event.type === "row" ? [Object.values(event.row.values)] : [])),
    problems: events.flatMap((event) => (event.type === "problem" ? [event.problem] : [])),
    end: events.at(-1),
  };
}

async function* bytes(...chunks: (string | number[])[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}

describe("well-formed files", () => {
  test.each<[string, string, string[], string[][]]>([
    [
      "plain",
      "a,b\n1,2\n3,4\n",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["no last line end", "a,b\n1,2", ["a", "b"], [["1", "2"]]],
    ["CRLF", "a,b\r\n1,2\r\n", ["a", "b"], [["1", "2"]]],
    [
      "CR",
      "a,b\r1,2\r3,4\r",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "mixed line ends",
      "a,b\r\n1,2\n3,4\r5,6",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
        ["5", "6"],
      ],
    ],
    ["quotes", 'a,b\n"1,5","say ""hi"""\n', ["a", "b"], [["1,5", 'say "hi"']]],
    ["a quote inside an unquoted cell", 'a,b\n5" nail,x\n', ["a", "b"], [['5" nail', "x"]]],
    ["line ends in a cell", 'a,b\n"x\r\ny",2\n', ["a", "b"], [["x\ny", "2"]]],
    ["byte order mark", "\uFEFFa,b\n1,2\n", ["a", "b"], [["1", "2"]]],
    [
      "blank lines",
      "\n\na,b\n\n1,2\n   \n,\n3,4\n\n",
      ["a", "b"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["semicolons", "a;b\n1,5;2\n", ["a", "b"], [["1,5", "2"]]],
    ["tabs", "a\tb\n1,5\t2;3\n", ["a", "b"], [["1,5", "2;3"]]],
    ["quoted delimiters in the header", '"a,b,c";d\n1;2\n', ["a,b,c", "d"], [["1", "2"]]],
    ["a line end in the header", '"a\nb";c\n1;2\n', ["a b", "c"], [["1", "2"]]],
    ["a tie: the comma", "a,b;c\n1,2;3\n", ["a", "b;c"], [["1", "2;3"]]],
    ["one column", "a\n1\n2\n", ["a"], [["1"], ["2"]]],
    ["Excel's sep line", "sep=;\r\na,x;b\r\n1;2\r\n", ["a,x", "b"], [["1", "2"]]],
    ["header blanks", "  a , b\t\n1, 2 \n", ["a", "b"], [["1", " 2 "]]],
    ["blank cells beyond the columns", "a,b\n1,2,, \n", ["a", "b"], [["1", "2"]]],
    ["surrogate pairs", "a\n😀\n", ["a"], [["😀"]]],
  ])("%s", async (_name, source, columns, cells) => {
    const result = await read(source);
    expect(result.problems).toEqual([]);
    expect(result.columns).toEqual(columns);
    expect(result.cells).toEqual(cells);
    expect(result.end).toEqual({ type: "end", rows: cells.length, errors: 0, warnings: 0, complete: true });
  });

  test("a told delimiter is not detected", async () => {
    expect((await read("a,b;c\n1,2;3\n", { delimiter: ";" })).cells).toEqual([["1,2", "3"]]);
  });

  test("rows are numbered without blank lines, lines physically", async () => {
    const { rows } = await read('sep=,\n\na,b\n\n1,"x\ny"\n\n3,4\n');
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 5],
      [2, 8],
    ]);
  });

  test("names like __proto__ and constructor are columns like others", async () => {
    const { rows } = await read("__proto__,constructor\npolluted,x\n");
    expect(Object.entries(rows[0]!.values)).toEqual([
      ["__proto__", "polluted"],
      ["constructor", "x"],
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(rows[0]!.values)).toBeNull();
  });

  test.each(["utf16le", "utf16be"])("%s by its byte order mark, a byte at a time", async (encoding) => {
    const data = Buffer.from("\uFEFFa,ü\r\n日本,😀\r\n", "utf16le");
    if (encoding === "utf16be") data.swap16();
    const { columns, cells } = await read(bytes(...[...data].map((byte) => [byte])));
    expect(columns).toEqual(["a", "ü"]);
    expect(cells).toEqual([["日本", "😀"]]);
  });
});

describe("headers made usable, with a warning", () => {
  test.each([
    ["a,b,a\n1,2,3", ["a", "b", "a_2"], ["csv-duplicate-header"]],
    ["a,a,a_2\n1,2,3", ["a", "a_3", "a_2"], ["csv-duplicate-header"]],
    ["a,a,a\n1,2,3", ["a", "a_2", "a_3"], ["csv-duplicate-header", "csv-duplicate-header"]],
    ["a,b,\n1,2,3", ["a", "b", "column_3"], ["csv-blank-header"]],
    [",column_1\n1,2", ["column_1_2", "column_1"], ["csv-blank-header"]],
    ["sku,SKU\n1,2", ["sku", "SKU"], []],
  ])("%j", async (source, columns, codes) => {
    const result = await read(source);
    expect(result.columns).toEqual(columns);
    expect(result.problems.map(({ code }) => code)).toEqual(codes);
    expect(result.end).toMatchObject({ rows: 1, errors: 0, warnings: codes.length, complete: true });
  });

  test("a repeated name is told with both positions", async () => {
    const { problems } = await read("a,b,a\n1,2,3");
    expect(problems[0]).toMatchObject({
      line: 1,
      column: "a_2",
      message: expect.stringContaining("columns 1 and 3"),
    });
  });
});

describe("a bad row has a problem, and the others are read", () => {
  test("too few cells: a warning, the rest blank", async () => {
    const { rows, problems } = await read("a,b,c\n1,2,3\n4\n");
    expect(rows[1]?.values).toEqual({ a: "4", b: "", c: "" });
    expect(problems).toMatchObject([
      { code: "csv-too-few-cells", severity: "warning", source: "csv", row: 2, line: 3, column: "b" },
    ]);
  });

  test("too many cells: an error, the row is left out", async () => {
    const { cells, problems, end } = await read('a,b\n"x\ny",2\n1,2,3\n5,6\n');
    expect(cells).toEqual([
      ["x\ny", "2"],
      ["5", "6"],
    ]);
    expect(problems).toMatchObject([
      {
        code: "csv-too-many-cells",
        severity: "error",
        row: 2,
        line: 4,
        message: expect.stringMatching(/^Row 2 \(line 4\)/),
      },
    ]);
    expect(end).toEqual({ type: "end", rows: 2, errors: 1, warnings: 0, complete: true });
  });

  test("text after a closing quote: an error with the line where the cell opens", async () => {
    const { cells, problems } = await read('a,b\nx,"5" nail"\ny,z\n"1\n","2"3"\nlast,row');
    expect(cells).toEqual([
      ["y", "z"],
      ["last", "row"],
    ]);
    expect(problems).toMatchObject([
      { code: "csv-malformed-quote", row: 1, line: 2 },
      { code: "csv-malformed-quote", row: 3, line: 5 },
    ]);
  });

  test("more problems than listed are counted", async () => {
    const { problems, end } = await read(`a,b\n${"1\n".repeat(5)}1,2,3\n`, { maxProblems: 3 });
    expect(problems.map(({ code }) => code)).toEqual([
      ...Array(3).fill("csv-too-few-cells"),
      "csv-more-problems",
    ]);
    expect(problems[3]).toMatchObject({
      severity: "error",
      message: expect.stringContaining("1 more errors and 2 more warnings"),
    });
    expect(end).toEqual({ type: "end", rows: 5, errors: 1, warnings: 5, complete: true });
  });
});

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

import { describe, expect, test } from "vitest";
import { bytes, read } from "./csv-testing.ts";

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

  test("a long string with characters beyond 16 bits", async () => {
    for (const shift of ["", "x"]) {
      const cell = shift + "😀".repeat(10_000);
      expect((await read(`a\n${cell}\n`)).cells).toEqual([[cell]]);
    }
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

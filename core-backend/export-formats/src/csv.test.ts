import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { formulaSafe, writeCsv } from "./csv.ts";

const parse = (bytes: Buffer) => Papa.parse<string[]>(bytes.toString("utf8"), { skipEmptyLines: true }).data;

describe("writeCsv", () => {
  it.each(["=1+1", "+1", "-5", "@SUM(A1)", "\tx", "\rx", "\n=x"])("disarms %j", (text) => {
    const [, row] = parse(writeCsv([{ header: "a", value: (value: string) => value }], [text]));
    expect(row).toEqual([`'${text}`]);
  });

  it("writes a number as a number", () => {
    const [, row] = parse(writeCsv([{ header: "a", value: (value: number) => value }], [-1]));
    expect(row).toEqual(["-1"]);
  });

  it("is read back as it was written, whatever quotes, commas and line breaks a cell has", () => {
    const columns = [
      { header: "id", value: () => "x" },
      { header: "text", value: (text: string) => text },
    ];
    const text = fc
      .array(fc.constantFrom('"', ",", "\r\n", "\n", "a", " ", "=", "é", "'", ";", "日"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (value) => {
        expect(parse(writeCsv(columns, [value]))[1]).toEqual(["x", formulaSafe(value)]);
      }),
    );
  });

  it("leaves out an optional column that no row fills, and keeps a required one", () => {
    const columns = [
      { header: "needed", value: () => "" },
      { header: "optional", value: () => "", omitWhenBlank: true },
      { header: "filled", value: (row: number) => (row === 2 ? "x" : ""), omitWhenBlank: true },
    ];
    expect(writeCsv(columns, [1, 2]).toString()).toBe("needed,filled\r\n,\r\n,x\r\n");
  });
});

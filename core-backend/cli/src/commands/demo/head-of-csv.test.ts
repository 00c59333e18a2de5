import { describe, expect, it } from "vitest";
import { headOfCsv } from "./head-of-csv.ts";

const head = (csv: string, rows: number) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(headOfCsv(new TextEncoder().encode(csv), rows));

describe("headOfCsv", () => {
  it("keeps the header and the first rows, byte for byte", () => {
    expect(head("\uFEFFa;b\r\né;2\r\n3;4\r\n", 1)).toBe("\uFEFFa;b\r\né;2\r\n");
  });

  it("counts a newline in quotes as part of its row", () => {
    expect(head('a,b\n"1\n""x""\n",2\n3,4\n', 1)).toBe('a,b\n"1\n""x""\n",2\n');
  });

  it("does not count empty lines", () => {
    expect(head("a\n\n1\n\n2\n", 1)).toBe("a\n\n1\n");
  });

  it("is all of a CSV with fewer rows", () => {
    expect(head("a\n1\n2", 7)).toBe("a\n1\n2");
  });
});

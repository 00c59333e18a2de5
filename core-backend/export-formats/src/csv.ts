import Papa from "papaparse";

/** Text is guarded against formulas; a number is written as it is. */
type CsvCell = string | number;

export interface CsvColumn<Row> {
  header: string;
  value(row: Row): CsvCell;
  /** Left out of the file when no row has a value: importers overwrite with what is blank. */
  omitWhenBlank?: boolean;
}

/** What a spreadsheet may take for a formula (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r\n]/;

/**
 * `text` with an apostrophe before a leading `=`, `+`, `-`, `@`, tab or line break, so that no spreadsheet
 * runs it. WooCommerce's importer takes that apostrophe off again.
 */
export function formulaSafe(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** UTF-8 CSV without a byte order mark, CRLF, a header line first (RFC 4180). */
export function writeCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): Buffer {
  const kept = columns.filter(
    (column) => !column.omitWhenBlank || rows.some((row) => column.value(row) !== ""),
  );
  const data = rows.map((row) => kept.map((column) => cell(column.value(row))));
  return Buffer.from(
    `${Papa.unparse({ fields: kept.map((column) => column.header), data }, { newline: "\r\n" })}\r\n`,
  );
}

function cell(value: CsvCell): CsvCell {
  // NUL ends the text for readers written in C.
  return typeof value === "number" ? value : formulaSafe(value.replaceAll("\0", ""));
}

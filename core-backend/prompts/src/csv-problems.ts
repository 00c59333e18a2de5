import type { CsvLimits } from "./csv-limits.ts";
import type { CsvRecord } from "./csv-records.ts";
import { CsvStop } from "./csv-stop.ts";
import type { InputProblem } from "./problems.ts";
import { quoteForMessage } from "./problems.ts";

/** Where a data row stands; both 1-based. */
export interface RowPlace {
  row: number;
  line: number;
}

export function tooManyCells(at: RowPlace, found: number, wanted: number): InputProblem {
  return {
    code: "csv-too-many-cells",
    severity: "error",
    source: "csv",
    ...at,
    message: `Row ${at.row} (line ${at.line}): it has ${found} cells but there are ${wanted} columns. A cell that contains the delimiter must stand in quotes.`,
  };
}

export function tooFewCells(at: RowPlace, found: number, columns: readonly string[]): InputProblem {
  const column = columns[found] ?? "";
  return {
    code: "csv-too-few-cells",
    severity: "warning",
    source: "csv",
    ...at,
    column,
    message: `Row ${at.row} (line ${at.line}): it has ${found} cells but there are ${columns.length} columns. The cells from column ${quoteForMessage(column)} on are taken as blank.`,
  };
}

export function badQuote(row: number, line: number): InputProblem {
  return {
    code: "csv-malformed-quote",
    severity: "error",
    source: "csv",
    row,
    line,
    message: `Row ${row}: the quoted cell that opens on line ${line} has text after its closing quote. Write a quote inside a quoted cell twice ("").`,
  };
}

export function badHeaderQuote(line: number): CsvStop {
  return new CsvStop({
    code: "csv-malformed-quote",
    line,
    message: `Header: the quoted name that opens on line ${line} has text after its closing quote. Write a quote inside a quoted name twice ("").`,
  });
}

export function tooManyBadQuotes(row: number, line: number): CsvStop {
  return new CsvStop({
    code: "csv-too-many-malformed-quotes",
    row,
    line,
    message: `Row ${row} (line ${line}): reading stopped here, too many rows have malformed quotes. Repair the first ones and check the file again.`,
  });
}

function placeOf(row: number | undefined): string {
  return row === undefined ? "Header" : `Row ${row}`;
}

export function unterminated(row: number | undefined, line: number): CsvStop {
  return new CsvStop({
    code: "csv-unterminated-quote",
    ...(row === undefined ? {} : { row }),
    line,
    message: `${placeOf(row)}: the quote that opens on line ${line} is never closed. Close it, or remove it.`,
  });
}

interface OversizeContext {
  /** Undefined for the header. */
  row: number | undefined;
  columns: readonly string[] | undefined;
  limits: Pick<CsvLimits, "maxCellLength" | "maxRowLength">;
}

export function oversize(record: CsvRecord, { row, columns, limits }: OversizeContext): CsvStop {
  const { line, oversize: what } = record;
  const at = { line, ...(row === undefined ? {} : { row }) };
  if (typeof what !== "number") {
    return new CsvStop({
      code: "csv-row-too-large",
      ...at,
      message: `${placeOf(row)} (line ${line}): it is longer than ${limits.maxRowLength} characters. Is a line end or a closing quote missing?`,
    });
  }
  const column = columns?.[what];
  const cell = column === undefined ? `cell ${what + 1}` : `column ${quoteForMessage(column)}`;
  return new CsvStop({
    code: "csv-cell-too-large",
    ...at,
    ...(column === undefined ? {} : { column }),
    message: `${placeOf(row)} (line ${line}), ${cell}: the cell is longer than ${limits.maxCellLength} characters. Is a closing quote missing?`,
  });
}

export function tooManyColumns(record: CsvRecord, maxColumns: number): CsvStop {
  return new CsvStop({
    code: "csv-too-many-columns",
    line: record.line,
    message: `Header: it has ${record.cells.length} columns; ${maxColumns} are the most. Remove the ones that no prompt uses.`,
  });
}

export function tooManyRows(row: number, line: number, maxRows: number): CsvStop {
  return new CsvStop({
    code: "csv-too-many-rows",
    row,
    line,
    message: `Row ${row} (line ${line}): the file has more than ${maxRows} rows. Split it into several files.`,
  });
}

export function emptyFile(): CsvStop {
  return new CsvStop({
    code: "csv-empty",
    message: "The file is empty. It needs a header line and at least one row.",
  });
}

export function noRows(): CsvStop {
  return new CsvStop({ code: "csv-no-rows", message: "The file has a header but no rows under it." });
}

import { nameColumns } from "./csv-header.ts";
import type { CsvLimits } from "./csv-limits.ts";
import * as problem from "./csv-problems.ts";
import type { CsvRecord } from "./csv-records.ts";
import type { InputProblem } from "./problems.ts";

export interface CsvRow {
  /** 1-based data row; the header and blank lines don't count, a row with an error does. */
  row: number;
  /** 1-based physical line on which the row starts. */
  line: number;
  /** Column name to cell, as written (untrimmed, line ends "\n"); every column is there. It has no prototype. */
  values: Readonly<Record<string, string>>;
  /** True when no cell holds a line break, a tab or a control character, so that nobody need look again. */
  isOneLine?: boolean;
}

export interface TableStep {
  columns?: readonly string[];
  row?: CsvRow;
  problems: readonly InputProblem[];
}

export interface CsvTable {
  /**
   * Takes the next record: the first that isn't blank names the columns, the others are rows.
   *
   * @throws CsvStop when reading on makes no sense: over a limit, an unterminated quote, too many bad quotes
   */
  accept(record: CsvRecord): TableStep;
  /** @throws CsvStop when there was no header or no row at all */
  end(): void;
}

const NOTHING: TableStep = { problems: [] };

type TableLimits = Omit<CsvLimits, "maxBytes">;

/** Turns records into a header and rows, with a problem wherever one was bent to fit. */
export function createTable(limits: TableLimits): CsvTable {
  let columns: readonly string[] | undefined;
  let rows = 0;
  let malformed = 0;

  const acceptHeader = (record: CsvRecord): TableStep => {
    if (record.cells.length > limits.maxColumns) throw problem.tooManyColumns(record, limits.maxColumns);
    if (record.fault) throw problem.badHeaderQuote(record.fault.line);
    const header = nameColumns(record.cells, record.line);
    columns = header.columns;
    return header;
  };

  const acceptRow = (record: CsvRecord, names: readonly string[]): TableStep => {
    rows += 1;
    if (rows > limits.maxRows) throw problem.tooManyRows(rows, record.line, limits.maxRows);
    if (record.fault) {
      malformed += 1;
      // One bad quote may swallow the rows after it: a file full of them has nothing more to tell.
      if (malformed > limits.maxProblems) throw problem.tooManyBadQuotes(rows, record.line);
      return { problems: [problem.badQuote(rows, record.fault.line)] };
    }
    return toRow({ row: rows, line: record.line }, record, names);
  };

  return {
    accept(record) {
      const row = columns ? rows + 1 : undefined;
      if (record.oversize !== undefined) throw problem.oversize(record, { row, columns, limits });
      if (record.fault?.kind === "unterminated") throw problem.unterminated(row, record.fault.line);
      if (record.cells.every((cell) => cell.trim() === "")) return NOTHING;
      return columns ? acceptRow(record, columns) : acceptHeader(record);
    },
    end() {
      if (!columns) throw problem.emptyFile();
      if (rows === 0) throw problem.noRows();
    },
  };
}

function toRow(at: problem.RowPlace, record: CsvRecord, columns: readonly string[]): TableStep {
  const { cells, isOneLine } = record;
  const extra = cells.slice(columns.length);
  if (extra.some((cell) => cell.trim() !== ""))
    return { problems: [problem.tooManyCells(at, cells.length, columns.length)] };
  const values: Record<string, string> = Object.create(null);
  for (const [index, column] of columns.entries()) values[column] = cells[index] ?? "";
  const problems = cells.length < columns.length ? [problem.tooFewCells(at, cells.length, columns)] : [];
  return { row: { ...at, values, isOneLine }, problems };
}

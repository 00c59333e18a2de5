import Papa from "papaparse";
import type { CsvDelimiter } from "./csv-dialect.ts";
import type { CsvLimits } from "./csv-limits.ts";
import { countOf } from "./csv-text.ts";

export interface QuoteFault {
  kind: "unterminated" | "malformed";
  /** 1-based physical line on which the quoted cell opens. */
  line: number;
}

export interface CsvRecord {
  /** 1-based physical line on which the record starts. */
  line: number;
  cells: string[];
  /** No cell holds a line break, a tab or a control character; false also when nobody looked. */
  isOneLine: boolean;
  fault?: QuoteFault;
  /** Over a limit: the index of the cell, or "row". Nothing is read after such a record. */
  oversize?: number | "row";
}

export interface RecordReader {
  /** Takes text with "\n" line ends; gives the records that are complete; blank lines give none. */
  push(text: string): CsvRecord[];
  /** Gives what is left when the file ends. */
  end(): CsvRecord[];
}

type RecordLimits = Pick<CsvLimits, "maxCellLength" | "maxRowLength">;

const BLOCK_LENGTH = 32 * 1024;

/** What no cell on one line holds, but for the "\n" between rows. */
const UNUSUAL = /[^\P{Cc}\n]|[\u2028\u2029]/u;

/**
 * How much longer than its cells a row's text may be: quotes around and within cells at most treble it; what is
 * beyond that is blanks between a closing quote and its delimiter, which no writer makes.
 */
const MAX_RAW_FACTOR = 4;

/**
 * Splits text into records with Papa Parse, in bounded memory.
 *
 * Papa's own streamers keep an unfinished record without a limit and re-parse it with every chunk, so one open
 * quote makes them hold the file and take quadratic time. Here its core parser gets blocks, and what it leaves
 * unfinished is looked at: a cell or row over its limit ends the reading.
 *
 * @param start the delimiter, and the physical line number of the first character
 * @param blockLength UTF-16 code units gathered before each parse; the records don't depend on it
 */
export function createRecordReader(
  start: { delimiter: CsvDelimiter; line: number },
  limits: RecordLimits,
  blockLength = BLOCK_LENGTH,
): RecordReader {
  const parser = new Papa.Parser({ delimiter: start.delimiter, newline: "\n" });
  let rest = "";
  let parseAt = blockLength;
  let line = start.line;

  const take = (final: boolean): CsvRecord[] => {
    const parsed: Papa.ParseResult<string[]> = parser.parse(rest, 0, !final);
    const faults = quoteFaults(rest, parsed.errors, line);
    const records: CsvRecord[] = [];
    // Looking once for the whole block is cheaper than for each cell.
    const isPlain = !UNUSUAL.test(rest);
    for (const [index, cells] of parsed.data.entries()) {
      const fault = faults.get(index);
      if (cells.length === 1 && cells[0] === "" && !fault) {
        line += 1;
        continue;
      }
      const breaks = lineBreaksIn(cells);
      const isOneLine = isPlain && breaks === 0;
      records.push({ line, cells, isOneLine, ...(fault ? { fault } : {}), ...oversizeOf(cells, limits) });
      line += 1 + breaks;
    }
    rest = final ? "" : rest.slice(parsed.meta.cursor);
    parseAt = rest.length + blockLength;
    return records;
  };

  const unfinished = (): CsvRecord[] => {
    if (rest.length <= limits.maxCellLength) return [];
    const parsed: Papa.ParseResult<string[]> = parser.parse(rest, 0, false);
    const cells = parsed.data[0] ?? [];
    // Papa leaves an unclosed cell's doubled quotes as they are; as one they may still fit.
    const last = cells.at(-1)?.replaceAll('""', '"') ?? "";
    const { oversize } = oversizeOf([...cells.slice(0, -1), last], limits);
    if (oversize !== undefined) return [{ line, cells, isOneLine: false, oversize }];
    return rest.length > MAX_RAW_FACTOR * limits.maxRowLength
      ? [{ line, cells, isOneLine: false, oversize: "row" }]
      : [];
  };

  return {
    push(text) {
      rest += text;
      return rest.length < parseAt ? [] : [...take(false), ...unfinished()];
    },
    end: () => take(true),
  };
}

/** The first fault of each record, or that it never ends, by the record's index. Papa tells faults in the order of the text. */
function quoteFaults(
  text: string,
  errors: readonly Papa.ParseError[],
  firstLine: number,
): Map<number, QuoteFault> {
  const faults = new Map<number, QuoteFault>();
  let seen = 0;
  let line = firstLine;
  for (const { row, index, code } of errors) {
    const unterminated = code === "MissingQuotes";
    if (row === undefined || index === undefined || (faults.has(row) && !unterminated)) continue;
    line += countOf(text.slice(seen, index), "\n");
    seen = index;
    faults.set(row, { kind: unterminated ? "unterminated" : "malformed", line });
  }
  return faults;
}

function oversizeOf(cells: readonly string[], limits: RecordLimits): Pick<CsvRecord, "oversize"> {
  let length = cells.length;
  for (const [index, cell] of cells.entries()) {
    if (cell.length > limits.maxCellLength) return { oversize: index };
    length += cell.length;
  }
  return length > limits.maxRowLength ? { oversize: "row" } : {};
}

function lineBreaksIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) count += countOf(cell, "\n");
  return count;
}

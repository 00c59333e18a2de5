import { type CsvSource, csvPieces } from "./csv-bytes.ts";
import type { CsvDelimiter } from "./csv-dialect.ts";
import { detectDialect } from "./csv-dialect.ts";
import { type CsvLimits, DEFAULT_CSV_LIMITS } from "./csv-limits.ts";
import { type CsvRecord, createRecordReader, type RecordReader } from "./csv-records.ts";
import { CsvStop } from "./csv-stop.ts";
import { type CsvRow, createTable, type TableStep } from "./csv-table.ts";
import { decodeCsv } from "./csv-text.ts";
import { createProblemLog, type InputProblem, type ProblemLog } from "./problems.ts";

export interface CsvOptions extends Partial<CsvLimits> {
  /** Skips detection. */
  delimiter?: CsvDelimiter;
}

export type CsvEvent =
  | { type: "header"; columns: readonly string[]; delimiter: CsvDelimiter }
  | { type: "row"; row: CsvRow }
  | { type: "problem"; problem: InputProblem }
  | CsvEnd;

export interface CsvEnd {
  type: "end";
  /** Rows given out. */
  rows: number;
  errors: number;
  warnings: number;
  /** False when a problem ended the reading before the file's end. */
  complete: boolean;
}

/**
 * Reads a CSV piece by piece: one `header`, then `row`s in file order, `problem`s where they occur, `end` last.
 *
 * A row with an error gets a problem and is not given out. Rows already given out stay valid when a later
 * problem ends the reading, so whoever needs all or nothing waits for `end` and looks at `errors`.
 * Memory is bounded by the limits on a cell and a row, whatever the file's size; breaking off the loop closes
 * the source. Problems of the file never throw; a failure of the source itself does.
 *
 * @param source text, or bytes (UTF-8, or UTF-16 with a byte order mark) in pieces of any size
 */
export async function* readCsv(source: CsvSource, options: CsvOptions = {}): AsyncGenerator<CsvEvent, void> {
  const limits: CsvLimits = { ...DEFAULT_CSV_LIMITS, ...options };
  const log = createProblemLog(limits.maxProblems);
  const table = createTable(limits);
  let rows = 0;
  let stop: InputProblem | undefined;
  try {
    for await (const { records, delimiter } of readRecords(source, limits, options.delimiter)) {
      for (const record of records) {
        for (const event of toEvents(table.accept(record), delimiter, log)) {
          if (event.type === "row") rows += 1;
          yield event;
        }
      }
    }
    table.end();
  } catch (error) {
    if (!(error instanceof CsvStop)) throw error;
    stop = error.problem;
  }
  const more = log.more();
  if (stop) {
    log.add(stop);
    yield { type: "problem", problem: stop };
  }
  if (more) yield { type: "problem", problem: more };
  yield { type: "end", rows, ...log.counts, complete: stop === undefined };
}

function toEvents(step: TableStep, delimiter: CsvDelimiter, log: ProblemLog): CsvEvent[] {
  const events: CsvEvent[] = [];
  if (step.columns) events.push({ type: "header", columns: step.columns, delimiter });
  for (const problem of step.problems) {
    if (log.add(problem)) events.push({ type: "problem", problem });
  }
  if (step.row) events.push({ type: "row", row: step.row });
  return events;
}

interface RecordBatch {
  records: CsvRecord[];
  delimiter: CsvDelimiter;
}

async function* readRecords(
  source: CsvSource,
  limits: CsvLimits,
  delimiter: CsvDelimiter | undefined,
): AsyncGenerator<RecordBatch> {
  let head = "";
  // Doubles, so that pieces of a few bytes don't have the header scanned from its start each time.
  let scanAt = 4096;
  let open: { reader: RecordReader; delimiter: CsvDelimiter } | undefined;
  const start = (final: boolean): RecordBatch | undefined => {
    const dialect = detectDialect(head, final);
    if (!dialect) return undefined;
    const chosen = delimiter ?? dialect.delimiter;
    const reader = createRecordReader({ delimiter: chosen, line: 1 + dialect.skippedLines }, limits);
    open = { reader, delimiter: chosen };
    return { records: reader.push(head.slice(dialect.skip)), delimiter: chosen };
  };
  for await (const text of decodeCsv(csvPieces(source, limits.maxBytes))) {
    if (open) {
      yield { records: open.reader.push(text), delimiter: open.delimiter };
      continue;
    }
    head += text;
    if (head.length < scanAt) continue;
    scanAt = 2 * head.length;
    const batch = start(false);
    if (batch) yield batch;
  }
  if (!open) {
    const batch = start(true);
    if (batch) yield batch;
  }
  if (open) yield { records: open.reader.end(), delimiter: open.delimiter };
}

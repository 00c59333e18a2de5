import type { CsvSource } from "./csv-bytes.ts";
import { type CsvEvent, type CsvOptions, readCsv } from "./csv-read.ts";

/** For tests: the whole of a small file, by kind of event. */
export async function read(source: CsvSource, options?: CsvOptions) {
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

/** For tests: text or bytes, a chunk each. */
export async function* bytes(...chunks: (string | number[])[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk);
}

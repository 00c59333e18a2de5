export type CsvDelimiter = "," | ";" | "\t";

/** In the order that settles a tie. */
const DELIMITERS: readonly CsvDelimiter[] = [",", ";", "\t"];

/** A header that hasn't ended by then is judged by what there is. */
export const HEADER_SCAN_LENGTH = 64 * 1024;

export interface CsvDialect {
  delimiter: CsvDelimiter;
  /** Code units before the header: Excel's `sep=;` line. */
  skip: number;
  /** Physical lines before the header. */
  skippedLines: number;
}

/**
 * Tells the delimiter from the header alone: the one that occurs most often outside quotes; `,` before `;`
 * before tab on a tie. A first line `sep=;`, which Excel writes and obeys, is taken at its word.
 *
 * @param text the file's start with "\n" line ends
 * @param final true when nothing follows `text`
 * @returns undefined while the header is incomplete
 */
export function detectDialect(text: string, final: boolean): CsvDialect | undefined {
  const declared = /^sep=([,;\t])(?:\n|$)/i.exec(text);
  const end = headerEnd(text);
  if (!end.found && !final && text.length < HEADER_SCAN_LENGTH) return undefined;
  const delimiter = DELIMITERS.find((candidate) => candidate === declared?.[1]);
  if (declared && delimiter) return { delimiter, skip: declared[0].length, skippedLines: 1 };
  const best = DELIMITERS.reduce((winner, candidate) =>
    end.counts[candidate] > end.counts[winner] ? candidate : winner,
  );
  return { delimiter: best, skip: 0, skippedLines: 0 };
}

interface HeaderScan {
  found: boolean;
  counts: Record<CsvDelimiter, number>;
}

function headerEnd(text: string): HeaderScan {
  const counts: Record<CsvDelimiter, number> = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  let fieldStart = true;
  let blank = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      // A doubled quote closes and opens again at once.
      quoted = character !== '"';
      fieldStart = !quoted;
      continue;
    }
    if (character === "\n" && !blank) return { found: true, counts };
    const delimiter = DELIMITERS.find((candidate) => candidate === character);
    if (delimiter) counts[delimiter] += 1;
    quoted = fieldStart && character === '"';
    fieldStart = delimiter !== undefined || character === "\n";
    blank = blank && character.trim() === "";
  }
  return { found: false, counts };
}

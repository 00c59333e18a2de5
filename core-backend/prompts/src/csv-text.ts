import { CsvStop } from "./csv-stop.ts";

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

const SNIFF_BYTES = 4;

/**
 * Decodes pieces of a CSV into text whose every line end (CRLF, CR, LF, mixed) is "\n" and whose byte order
 * mark is gone. UTF-8 unless a byte order mark says UTF-16. Pieces may end inside a character.
 *
 * @throws CsvStop `csv-encoding` at a byte sequence that is no character; `csv-binary` at a NUL or a workbook.
 */
export async function* decodeCsv(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array(0);
  let decoder: Decoder | undefined;
  for await (const piece of pieces) {
    if (decoder) {
      yield decoder.push(piece);
      continue;
    }
    head = concat(head, piece);
    if (head.length < SNIFF_BYTES) continue;
    decoder = createDecoder(head);
    yield decoder.push(head);
  }
  if (!decoder) {
    decoder = createDecoder(head);
    yield decoder.push(head);
  }
  yield decoder.end();
}

interface Decoder {
  push(piece: Uint8Array): string;
  end(): string;
}

function createDecoder(head: Uint8Array): Decoder {
  const encoding = sniffEncoding(head);
  if (isWorkbook(head)) throw binary(1, "It looks like an Excel workbook.");
  // The mark is stripped by the decoder itself: ignoreBOM is false.
  const decoder = new TextDecoder(encoding, { fatal: true });
  const lineEnds = createLineEnds();
  const lineAfter = (text: string): number => {
    lineEnds.normalise(text);
    return lineEnds.line();
  };
  const explain = (piece: Uint8Array): CsvStop => {
    if (encoding !== "utf-8") return malformed("UTF-16", lineEnds.line());
    const nul = piece.indexOf(0);
    if (nul >= 0) return binary(lineAfter(lenientUtf8(piece.subarray(0, nul))), "It holds a NUL byte.");
    return malformed("UTF-8", lineAfter(lenientUtf8(validPrefix(piece))));
  };
  const decode = (piece: Uint8Array, stream: boolean): string => {
    let text: string;
    try {
      text = decoder.decode(piece, { stream });
    } catch (error) {
      // The Encoding standard: malformed input makes a fatal decoder throw a TypeError.
      throw error instanceof TypeError ? explain(piece) : error;
    }
    const nul = text.indexOf("\0");
    if (nul >= 0) throw binary(lineAfter(text.slice(0, nul)), "It holds a NUL byte.");
    return lineEnds.normalise(text);
  };
  return {
    push: (piece) => decode(piece, true),
    end: () => decode(new Uint8Array(0), false),
  };
}

function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** ZIP (.xlsx) or OLE compound file (.xls) by their magic bytes. */
function isWorkbook(head: Uint8Array): boolean {
  const magic = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return magic === "504b0304" || magic === "d0cf11e0";
}

interface LineEnds {
  normalise(text: string): string;
  /** 1-based line on which the next character stands. */
  line(): number;
}

function createLineEnds(): LineEnds {
  let line = 1;
  let afterReturn = false;
  return {
    line: () => line,
    normalise(text) {
      if (text === "") return "";
      const rest = afterReturn && text.startsWith("\n") ? text.slice(1) : text;
      afterReturn = text.endsWith("\r");
      const normalised = rest.includes("\r") ? rest.replace(/\r\n?/g, "\n") : rest;
      line += countOf(normalised, "\n");
      return normalised;
    },
  };
}

/** How many times `mark`, a single character, occurs in `text`. */
export function countOf(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}

/** The longest start of `piece` that is valid UTF-8, found by bisection; a cut character at its start is skipped. */
function validPrefix(piece: Uint8Array): Uint8Array {
  let start = 0;
  while (start < 3 && ((piece[start] ?? 0) & 0xc0) === 0x80) start += 1;
  let good = start;
  let bad = piece.length;
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    if (isUtf8Start(piece.subarray(start, middle))) good = middle;
    else bad = middle - 1;
  }
  // All of it valid: what failed was the character cut by the piece's start.
  return good === piece.length ? piece.subarray(0, 0) : piece.subarray(0, good);
}

function isUtf8Start(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Good enough to count lines in. */
function lenientUtf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function binary(line: number, why: string): CsvStop {
  return new CsvStop({
    code: "csv-binary",
    line,
    message: `Line ${line}: this is not a CSV text file. ${why} Save the table as "CSV UTF-8" and send that file.`,
  });
}

function malformed(name: "UTF-8" | "UTF-16", line: number): CsvStop {
  return new CsvStop({
    code: "csv-encoding",
    line,
    message: `At or after line ${line}: the file holds bytes that are not ${name} text. Save it as "CSV UTF-8" and send it again.`,
  });
}

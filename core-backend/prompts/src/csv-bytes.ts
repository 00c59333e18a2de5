import { CsvStop } from "./csv-stop.ts";

/** What a CSV can come from: its text, or its bytes in pieces of any size (a file stream, a request body). */
export type CsvSource = string | AsyncIterable<Uint8Array>;

const PIECE_BYTES = 64 * 1024;
const STRING_PIECE = 16 * 1024;

function* encodeString(text: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + STRING_PIECE, text.length);
    const last = text.charCodeAt(end - 1);
    const splitsPair = last >= 0xd800 && last <= 0xdbff && end < text.length;
    if (splitsPair) end += 1;
    yield encoder.encode(text.slice(start, end));
    start = end;
  }
}

/**
 * The source's bytes in pieces of at most 64 KB, so that one huge chunk costs no more memory than many small.
 *
 * @throws CsvStop `csv-too-large` at the first byte over `maxBytes`; nothing after it is read.
 */
export async function* csvPieces(source: CsvSource, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of typeof source === "string" ? encodeString(source) : source) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      const piece = chunk.subarray(start, start + PIECE_BYTES);
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield piece;
    }
  }
}

function tooLarge(maxBytes: number): CsvStop {
  const limit = maxBytes >= 1024 * 1024 ? `${Math.floor(maxBytes / (1024 * 1024))} MB` : `${maxBytes} bytes`;
  return new CsvStop({
    code: "csv-too-large",
    message: `The file is larger than ${limit}. Split it into several files.`,
  });
}

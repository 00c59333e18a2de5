const QUOTE = 0x22;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The header and the first `rows` data rows of a CSV, byte for byte. Newlines within quotes do not end a row and empty
 * lines are no rows, as for the hub that reads it. The bytes mean the same in UTF-8 and in every one-byte encoding.
 */
export function headOfCsv(csv: Uint8Array<ArrayBuffer>, rows: number): Uint8Array<ArrayBuffer> {
  let quoted = false;
  let empty = true;
  let records = 0;
  for (const [at, byte] of csv.entries()) {
    if (byte === QUOTE) quoted = !quoted;
    if (byte === NEWLINE && !quoted) {
      if (!empty) records += 1;
      empty = true;
      if (records === rows + 1) return csv.slice(0, at + 1);
    } else if (byte !== CARRIAGE_RETURN) empty = false;
  }
  return csv;
}

export interface CsvLimits {
  /** Bytes of the whole file. */
  maxBytes: number;
  /** UTF-16 code units in one cell. */
  maxCellLength: number;
  /** UTF-16 code units in one row, all cells together and one more for each cell. */
  maxRowLength: number;
  maxColumns: number;
  maxRows: number;
  /** Problems told one by one; the rest are only counted. */
  maxProblems: number;
}

/**
 * A cell may be as long as a spreadsheet allows (Excel: 32,767 characters).
 * A row stays well under the 400 KB a stored record may have (DynamoDB's item limit).
 */
export const DEFAULT_CSV_LIMITS: Readonly<CsvLimits> = Object.freeze({
  maxBytes: 50 * 1024 * 1024,
  maxCellLength: 32 * 1024,
  maxRowLength: 128 * 1024,
  maxColumns: 200,
  maxRows: 100_000,
  maxProblems: 100,
});

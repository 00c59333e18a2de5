/** Numbers as text that sorts like the numbers: 13 digits reach the year 2286 in milliseconds. */
export const sortableTime = (milliseconds: number): string => String(milliseconds).padStart(13, "0");

/** Rows of a batch: at most 100,000. */
export const sortableRow = (row: number): string => String(row).padStart(6, "0");

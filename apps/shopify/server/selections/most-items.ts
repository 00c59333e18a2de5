/** Of a selection. */
export const MOST_ITEMS = 50_000;

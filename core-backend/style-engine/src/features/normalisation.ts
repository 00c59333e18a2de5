/** Per block of the raw statistics: subtracted mean and factor. Empty means 0 and 1. */
export const NORMALISATION: readonly { mean: readonly number[]; scale: readonly number[] }[] = [];

/** For ids of one type, as numbers or global ids: they are too long for numbers, and the longer one is the greater. */
export const byNumber = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : Number(one > other));

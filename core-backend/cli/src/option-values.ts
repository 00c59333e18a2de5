import { z } from "zod";

/** An option's text as a number, checked by a schema for numbers. */
export const numeric = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === "string" ? numberOf(value) : value), schema);

// Number("") is 0, which nobody meant.
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

export const limitOption = numeric(z.int().min(1).max(100_000).default(50));

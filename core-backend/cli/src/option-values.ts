import { z } from "zod";

/** An option's text as a number, checked by a schema for numbers. */
export const numeric = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === "string" ? numberOf(value) : value), schema);

// Number("") is 0, which nobody meant.
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

const DAY_MS = 24 * 3600 * 1000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Milliseconds of a day or a time; a day is UTC, and at the end of a range its last millisecond counts. */
export const timeOption = (end: "start" | "end") =>
  z
    .string()
    .transform((text) => Date.parse(text) + (end === "end" && DAY.test(text) ? DAY_MS - 1 : 0))
    .refine((milliseconds) => !Number.isNaN(milliseconds), "must be a day or a time, as in 2026-11-30")
    .optional();

/** For commander: an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

export const limitOption = numeric(z.int().min(1).max(100_000).default(50));

const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/;

/** Milliseconds; a text without an offset is in this machine's time. */
export const timeSchema = z
  .string()
  .trim()
  .refine(
    (text) => TIME.test(text) && !Number.isNaN(Date.parse(text.replace(" ", "T"))),
    "must be a time such as 2026-12-24T18:00",
  )
  .transform((text) => Date.parse(text.replace(" ", "T")));

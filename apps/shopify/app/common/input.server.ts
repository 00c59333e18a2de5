import { ProblemError } from "@assetql/contract";
import type { z } from "zod";

/** What a request holds, as the schema wants it. Throws the problem `request-invalid` for what no page of ours sends. */
export function inputOf<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw notOurs();
  return parsed.data;
}

export const notOurs = (): ProblemError =>
  new ProblemError("request-invalid", "This is nothing that the app's pages send.");

/** The same of JSON. */
export const jsonInputOf = <T extends z.ZodType>(schema: T, text: string): z.infer<T> =>
  inputOf(schema, parsedJson(text));

/** Undefined for what is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

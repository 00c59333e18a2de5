import type { z } from "zod";
import { wrongInput } from "./errors.ts";

/** An id that the user wrote; a usage error if it cannot be one. */
export function parseId<Schema extends z.ZodType>(
  schema: Schema,
  text: string | undefined,
): z.output<Schema> {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw wrongInput(`${JSON.stringify(text ?? "")} ${parsed.error.issues[0]?.message ?? "is no id"}.`);
}

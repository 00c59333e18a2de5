import { z } from "zod";

type Variables = Readonly<Record<string, string | undefined>>;

/** What is wrong with the environment, a line a variable. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** One of an environment's schema. An empty variable counts as none, as in `PORT= node …`. */
export const variable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

/**
 * The environment by a schema that has a member for each variable. Throws {@link SettingsError}, which names every
 * variable that is wrong or missing, and repeats no value: it may be a secret.
 */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  variables: Variables,
): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${wordsOf(issue, variables)}`);
  throw new SettingsError(["The environment is not right:", ...new Set(lines)].join("\n"));
}

/** What a schema says by itself of a variable that is missing says why it is needed. */
function wordsOf(issue: z.core.$ZodIssue, variables: Variables): string {
  if (issue.code === "custom") return issue.message;
  const given = variables[String(issue.path[0])];
  return given === undefined || given === "" ? "is missing" : issue.message;
}

import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const MAX_PROBLEMS = 20;

const expectations: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

export type Read<Value> =
  | { readonly success: true; readonly data: Value }
  /** A sentence each, with the member's name: `config.width must be at least 64.` */
  | { readonly success: false; readonly problems: readonly string[] };

/** What came from outside, by a schema, with its members in the schema's order. */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown): Read<z.output<Schema>> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed : { success: false, problems: wordIssues(parsed.error) };
  } catch (error) {
    // Schemas of any JSON go down as deep as the input does, which can be too deep for them.
    if (error instanceof RangeError) return { success: false, problems: ["It is nested too deeply."] };
    throw error;
  }
}

function wordIssues(error: z.ZodError): string[] {
  return error.issues.slice(0, MAX_PROBLEMS).map((issue) => `${nameOf(issue)} ${complaintOf(issue)}.`);
}

function nameOf({ path }: Issue): string {
  const name = path.reduce<string>(
    (parent, key) =>
      typeof key === "number" ? `${parent}[${key}]` : `${parent}${parent && "."}${String(key)}`,
    "",
  );
  return name || "The payload";
}

function complaintOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${expectations[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `must ${unitOf(issue.origin)} at most ${issue.maximum}`;
    case "too_small":
      return `must ${unitOf(issue.origin)} at least ${issue.minimum}`;
    default:
      return issue.message.startsWith("must") ? issue.message : `is not valid (${issue.message})`;
  }
}

const unitOf = (origin: string) => (origin === "string" || origin === "array" ? "have a length of" : "be");

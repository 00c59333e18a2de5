import type { InputProblem, Operation } from "@assetql/contract";
import { invalidMember } from "./invalid-request.ts";

type Schema = NonNullable<Operation["body"]>["schema"];
type Issue = NonNullable<ReturnType<Schema["safeParse"]>["error"]>["issues"][number];

const units: Readonly<Record<string, string>> = { string: "characters", array: "entries", set: "entries" };

const singular: Readonly<Record<string, string>> = { string: "character", array: "entry", set: "entry" };

const expectations: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What is wrong with a member, in words; `value` is the whole that was sent. */
export function wordIssue(issue: Issue, value: unknown): InputProblem {
  const path = issue.path.reduce<string>(
    (parent, key) =>
      typeof key === "number" ? `${parent}[${key}]` : `${parent}${parent && "."}${String(key)}`,
    "",
  );
  if (issue.code === "custom")
    return invalidMember(path, `${[path, issue.message].filter(Boolean).join(": ")}.`);
  const isMissing = issue.path.length > 0 && memberAt(value, issue.path) === undefined;
  return invalidMember(path, `${path || "The body"} ${isMissing ? "is missing" : complaint(issue)}.`);
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${expectations[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "too_big":
      return bound("at most", issue.maximum, issue.origin);
    case "too_small":
      return bound("at least", issue.minimum, issue.origin);
    default:
      return issue.message.startsWith("must") ? issue.message : `is not valid (${issue.message})`;
  }
}

function bound(word: "at most" | "at least", limit: number | bigint, origin: string): string {
  const unit = units[origin];
  if (unit === undefined) return `must be ${word} ${limit}`;
  return `must have ${word} ${limit} ${Number(limit) === 1 ? (singular[origin] ?? unit) : unit}`;
}

function memberAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (parent, key) => (typeof parent === "object" && parent !== null ? Reflect.get(parent, key) : undefined),
    value,
  );
}

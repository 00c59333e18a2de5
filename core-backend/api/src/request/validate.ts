import type { Operation } from "@assetql/contract";
import { invalidMember, invalidRequest, wordIssue } from "@assetql/core";

type Schema = NonNullable<Operation["body"]>["schema"];

/**
 * What `schema` makes of `value`. Throws the problem `request-invalid`, which names every member that is wrong,
 * also those that the schema does not know: a misspelt option must not pass for its default.
 */
export function validate(schema: Schema, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw invalidRequest(parsed.error.issues.map((issue) => wordIssue(issue, value)));
  }
  const unknown = unknownMembers(value, parsed.data);
  if (unknown.length > 0) {
    throw invalidRequest(
      unknown.map((path) => invalidMember(path, `${path} is not a member that is known here.`)),
    );
  }
  return parsed.data;
}

/** Paths of the members that went in and did not come out: zod leaves out what a schema does not name. */
function unknownMembers(input: unknown, output: unknown, path = ""): string[] {
  if (Array.isArray(input) && Array.isArray(output)) {
    return input.flatMap((item, index) => unknownMembers(item, output[index], `${path}[${index}]`));
  }
  if (!isObject(input) || !isObject(output)) return [];
  return Object.entries(input).flatMap(([name, value]) => {
    const member = path === "" ? name : `${path}.${name}`;
    return Object.hasOwn(output, name) ? unknownMembers(value, output[name], member) : [member];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

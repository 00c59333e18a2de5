import { type DocumentNode, type GraphQLError, type GraphQLSchema, validate } from "graphql";
import { deprecatedIn } from "./deprecated.ts";

export interface Checked {
  readonly mistakes: readonly GraphQLError[];
  readonly deprecated: readonly string[];
}

/** The schema is so large that checking a document takes longer than carrying it out, and there are few documents. */
const known = new WeakMap<GraphQLSchema, Map<string, Checked>>();
const MOST = 1_000;

/** What is wrong with a document, by its text: the same for every call with it. */
export function checkedDocument(schema: GraphQLSchema, text: string, document: DocumentNode): Checked {
  const checked = known.get(schema) ?? new Map<string, Checked>();
  known.set(schema, checked);
  const before = checked.get(text);
  if (before !== undefined) return before;
  if (checked.size >= MOST) checked.clear();
  const mistakes = validate(schema, document);
  const made = { mistakes, deprecated: mistakes.length > 0 ? [] : deprecatedIn(schema, document) };
  checked.set(text, made);
  return made;
}

import { nameKey } from "./template-scope.ts";
import type { Comparison, Condition, TemplateVariable, TextExpression } from "./template-tree.ts";

/**
 * The names that can't be blank when the condition holds (or, with `holds` false, doesn't hold). So in
 * `{{if mood}}a {mood} mood{{endif}}` a CSV without such a column is no error.
 */
export function filledBy(
  condition: Condition,
  holds: boolean,
  variables: readonly TemplateVariable[],
): string[] {
  const inner = (part: Condition): string[] => filledBy(part, holds, variables);
  switch (condition.kind) {
    case "filled":
      return holds ? nameOf(condition.text, variables) : [];
    case "not":
      return filledBy(condition.condition, !holds, variables);
    case "and":
      return holds ? condition.parts.flatMap(inner) : [];
    case "or":
      return holds ? [] : condition.parts.flatMap(inner);
    case "compare":
      return saysFilled(condition, holds)
        ? [...nameOf(condition.left, variables), ...nameOf(condition.right, variables)]
        : [];
  }
}

/** Whether the comparison's outcome is only possible with something in its cell. */
function saysFilled({ comparator, left, right }: Comparison, holds: boolean): boolean {
  if (comparator !== "==" && comparator !== "!=") return holds;
  const literal = [left, right].find(({ kind }) => kind === "literal");
  if (literal?.kind !== "literal") return false;
  const isEqual = (comparator === "==") === holds;
  return isEqual ? literal.text !== "" : literal.text === "";
}

export function nameOf(text: TextExpression, variables: readonly TemplateVariable[]): string[] {
  const name = text.kind === "column" ? variables[text.variable]?.name : undefined;
  return name === undefined ? [] : [nameKey(name)];
}

import type { FunctionName } from "./template-functions.ts";
import type { Place } from "./template-place.ts";

/**
 * What a template does with a name's cell: it needs it filled; it has a default; it only asks whether or what it
 * is, so that blank is an answer too.
 */
export type Use = "needed" | "defaulted" | "tested";

/** One mention of a column in a template. */
export interface TemplateVariable extends Place {
  /** As written in the template, trimmed. */
  name: string;
  use: Use;
  /** The loop variables that could have been meant here, the innermost last. */
  loopNames: readonly string[];
}

/** A column's cell, by its variable's index. `fallback` stands in for a blank one. */
interface ColumnExpression {
  kind: "column";
  variable: number;
  fallback: string;
  isNeeded: boolean;
}

export interface CallExpression extends Place {
  kind: "call";
  name: FunctionName;
  args: readonly TextExpression[];
}

export type TextExpression =
  | { kind: "literal"; text: string; isNumber: boolean }
  | ColumnExpression
  /** The item of the enclosing loop at this depth, the outermost 0. */
  | { kind: "item"; depth: number }
  | CallExpression;

export type Comparator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export interface Comparison extends Place {
  kind: "compare";
  comparator: Comparator;
  left: TextExpression;
  right: TextExpression;
}

export type Condition =
  | { kind: "filled"; text: TextExpression }
  | Comparison
  | { kind: "and" | "or"; parts: readonly Condition[] }
  | { kind: "not"; condition: Condition };

export type Expression = TextExpression | Condition;

export interface ValueNode extends Place {
  kind: "value";
  value: TextExpression;
}

export interface IfNode extends Place {
  kind: "if";
  /** The first whose condition holds is given out; without one, the last body, if it has no condition. */
  branches: { condition: Condition | undefined; body: TemplateNode[] }[];
}

export interface ForNode extends Place {
  kind: "for";
  depth: number;
  list: TextExpression;
  body: TemplateNode[];
}

export type TemplateNode = { kind: "text"; text: string } | ValueNode | IfNode | ForNode;

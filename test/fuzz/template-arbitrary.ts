import fc from "fast-check";

/** A template as the fuzzer makes it, to be written down and to be interpreted slowly. */
export type Text =
  | { kind: "string"; value: string; quote: '"' | "'" }
  | { kind: "number"; value: string }
  | { kind: "name"; name: string; isBracketed: boolean }
  | { kind: "call"; name: "capitalize" | "upper" | "lower" | "title" | "join" | "default"; args: Text[] };

export type Condition =
  | { kind: "filled"; text: Text }
  | { kind: "compare"; comparator: string; left: Text; right: Text }
  | { kind: "and" | "or"; parts: Condition[] }
  | { kind: "not"; of: Condition };

export type Node =
  | { kind: "literal"; value: string }
  | { kind: "variable"; name: string; fallback: string | undefined }
  | { kind: "value"; text: Text }
  | { kind: "if"; branches: { condition: Condition; body: Node[] }[]; otherwise: Node[] | undefined }
  | { kind: "for"; item: string; list: Text; body: Node[] };

/** "for" and "rock and roll" have to be written in brackets; "a" differs from the item "A" in case only. */
export const COLUMNS = ["a", "alt text", "größe.1-x", "rock and roll", "for", "2024", "constructor"] as const;
const ITEMS = ["A", "x", "alt text", "item one"] as const;

const mark = fc.constantFrom(
  "{",
  "}",
  "{{",
  "}}",
  "\\",
  '"',
  "'",
  "|",
  ",",
  ";",
  "in",
  "if",
  "-1",
  "2.5",
  "é",
  "ß",
  "𐐨",
  " ",
);
const inLine = fc.string({ unit: fc.oneof(mark, fc.constantFrom("b", "c d", "E")), maxLength: 6 });

const name = fc.record({
  kind: fc.constant("name" as const),
  name: fc.constantFrom(...COLUMNS, ...ITEMS),
  isBracketed: fc.boolean(),
});
const number = fc.record({
  kind: fc.constant("number" as const),
  value: fc.constantFrom("0", "1", "-1", "2.5", "10", "010"),
});
const string = fc.record({
  kind: fc.constant("string" as const),
  value: inLine,
  quote: fc.constantFrom('"' as const, "'" as const),
});

/** Well under the limits on nesting, which have tests of their own. */
const recursion = { maxDepth: 4, depthSize: "small", withCrossShrink: true } as const;

type Tree = {
  text: Text;
  operand: Text;
  call: Text;
  condition: Condition;
  node: Node;
  body: Node[];
};

const { body } = fc.letrec<Tree>((tie) => ({
  text: fc.oneof(recursion, name, string, number, tie("call")),
  /** Of <, <=, > and >=, which take no text that is no number. */
  operand: fc.oneof(recursion, name, number, tie("call")),
  call: fc.oneof(
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom("capitalize" as const, "upper" as const, "lower" as const, "title" as const),
      args: fc.tuple(tie("text")),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constant("join" as const),
      args: fc.oneof(fc.tuple(tie("text")), fc.tuple(tie("text"), string)),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constant("default" as const),
      args: fc.tuple(tie("text"), tie("text")),
    }),
  ),
  condition: fc.oneof(
    recursion,
    fc.record({ kind: fc.constant("filled" as const), text: tie("text") }),
    fc.record({
      kind: fc.constant("compare" as const),
      comparator: fc.constantFrom("==", "!="),
      left: tie("text"),
      right: tie("text"),
    }),
    fc.record({
      kind: fc.constant("compare" as const),
      comparator: fc.constantFrom("<", "<=", ">", ">="),
      left: tie("operand"),
      right: tie("operand"),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      parts: fc.array(tie("condition"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not" as const), of: tie("condition") }),
  ),
  node: fc.oneof(
    recursion,
    fc.record({
      kind: fc.constant("literal" as const),
      value: fc.string({ unit: fc.oneof(mark, fc.constant("\n")), minLength: 1, maxLength: 5 }),
    }),
    fc.record({
      kind: fc.constant("variable" as const),
      name: fc.constantFrom(...COLUMNS, ...ITEMS),
      fallback: fc.option(
        inLine.map((text) => text.trim()),
        { nil: undefined },
      ),
    }),
    fc.record({ kind: fc.constant("value" as const), text: tie("text") }),
    fc.record({
      kind: fc.constant("if" as const),
      branches: fc.array(fc.record({ condition: tie("condition"), body: tie("body") }), {
        minLength: 1,
        maxLength: 3,
      }),
      otherwise: fc.option(tie("body"), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant("for" as const),
      item: fc.constantFrom(...ITEMS),
      list: tie("text"),
      body: tie("body"),
    }),
  ),
  body: fc.array(tie("node"), { maxLength: 4 }),
}));

export const template: fc.Arbitrary<Node[]> = body;

const cell = fc.string({
  unit: fc.constantFrom(
    "a",
    "B",
    "é",
    "1",
    "-1",
    ".5",
    ",",
    ";",
    "|",
    " ",
    "\n",
    "\t",
    "{a}",
    "{{if a}}",
    "\\",
    "'",
    "don't ",
  ),
  maxLength: 8,
});

/** Some columns have no cell at all. */
export const values: fc.Arbitrary<Record<string, string>> = fc
  .array(fc.tuple(fc.constantFrom(...COLUMNS), cell), { maxLength: 9 })
  .map((cells) => Object.fromEntries(cells));

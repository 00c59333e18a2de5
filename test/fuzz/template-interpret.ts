import type { Condition, Node, Text } from "./template-arbitrary.ts";

interface Context {
  /** Cells as the CSV has them. */
  values: Readonly<Record<string, string>>;
  /** The enclosing loops' items, the innermost first. */
  items: readonly { name: string; value: string }[];
}

/** What a template gives for a row, by the README and as plainly as can be. */
export function interpret(nodes: readonly Node[], context: Context): string {
  return nodes.map((node) => interpretNode(node, context)).join("");
}

function interpretNode(node: Node, context: Context): string {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "variable":
      return meaningOf(node.name, context) || (node.fallback ?? "");
    case "value":
      return textOf(node.text, context);
    case "if": {
      const branch = node.branches.find(({ condition }) => holds(condition, context));
      return interpret(branch?.body ?? node.otherwise ?? [], context);
    }
    case "for": {
      const inner = (value: string): Context => ({
        ...context,
        items: [{ name: node.item, value }, ...context.items],
      });
      return listOf(textOf(node.list, context))
        .map((item) => interpret(node.body, inner(item)))
        .join("");
    }
  }
}

function meaningOf(name: string, { values, items }: Context): string {
  const item = items.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (item) return item.value;
  if (!Object.hasOwn(values, name)) return "";
  return (values[name] ?? "").replace(/[ \n\t]*[\n\t][ \n\t]*/g, " ").trim();
}

const listOf = (text: string): string[] =>
  text
    .split(/[,;|]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");

function textOf(text: Text, context: Context): string {
  switch (text.kind) {
    case "string":
    case "number":
      return text.value;
    case "name":
      return meaningOf(text.name, context);
    case "call": {
      const [first = "", second] = text.args.map((arg) => textOf(arg, context));
      return call(text.name, first, second);
    }
  }
}

function call(name: (Text & { kind: "call" })["name"], first: string, second: string | undefined): string {
  switch (name) {
    case "upper":
      return first.toUpperCase();
    case "lower":
      return first.toLowerCase();
    case "default":
      return first.trim() === "" ? (second ?? "") : first;
    case "join":
      return listOf(first).join(second ?? ", ");
    case "capitalize": {
      const letters = [...first];
      const at = letters.findIndex((letter) => /[\p{L}\p{N}]/u.test(letter));
      return letters.map((letter, index) => (index === at ? letter.toUpperCase() : letter)).join("");
    }
    case "title": {
      const letters = [...first];
      const isInWord = (index: number): boolean => /[\p{L}\p{M}\p{N}'’]/u.test(letters[index - 1] ?? "");
      return letters.map((letter, index) => (isInWord(index) ? letter : letter.toUpperCase())).join("");
    }
  }
}

function holds(condition: Condition, context: Context): boolean {
  switch (condition.kind) {
    case "filled":
      return textOf(condition.text, context).trim() !== "";
    case "not":
      return !holds(condition.of, context);
    case "and":
      return condition.parts.every((part) => holds(part, context));
    case "or":
      return condition.parts.some((part) => holds(part, context));
    case "compare": {
      const left = textOf(condition.left, context);
      const right = textOf(condition.right, context);
      const isNumeric = condition.left.kind === "number" || condition.right.kind === "number";
      return compare(condition.comparator, [left, right], isNumeric);
    }
  }
}

function compare(comparator: string, [left, right]: [string, string], isNumeric: boolean): boolean {
  const [a, b] = [numberOf(left), numberOf(right)];
  switch (comparator) {
    case "==":
      return left === right || (isNumeric && a === b);
    case "!=":
      return !compare("==", [left, right], isNumeric);
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function numberOf(text: string): number {
  return /^[+-]?(\d+|\d+\.\d+|\.\d+)$/.test(text) ? Number.parseFloat(text) : Number.NaN;
}

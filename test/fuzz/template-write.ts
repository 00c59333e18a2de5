import type { Condition, Node, Text } from "./template-arbitrary.ts";

/** The template's source, with no more brackets than it needs. */
export function write(nodes: readonly Node[]): string {
  return nodes.map(writeNode).join("");
}

function writeNode(node: Node): string {
  switch (node.kind) {
    case "literal":
      return literal(node.value);
    case "variable":
      return node.fallback === undefined ? `{${node.name}}` : `{ ${node.name} | ${literal(node.fallback)} }`;
    case "value":
      return `{{ ${writeText(node.text, true)} }}`;
    case "if": {
      const [first, ...others] = node.branches.map(
        ({ condition, body }) => ` ${writeCondition(condition, 0)}}}${write(body)}`,
      );
      const elseifs = others.map((branch) => `{{elseif${branch}`).join("");
      const last = node.otherwise === undefined ? "" : `{{else}}${write(node.otherwise)}`;
      return `{{if${first}${elseifs}${last}{{endif}}`;
    }
    case "for":
      return `{{for ${node.item} in ${writeText(node.list)}}}${write(node.body)}{{endfor}}`;
  }
}

const literal = (text: string): string => text.replace(/[\\{}]/g, "\\$&");

/** `isFirst`: at the start of a tag, where `for` is no name. */
function writeText(text: Text, isFirst = false): string {
  switch (text.kind) {
    case "string":
      return text.quote + text.value.replace(/[\\"']/g, "\\$&") + text.quote;
    case "number":
      return text.value;
    case "call":
      return `${text.name}(${text.args.map((arg) => writeText(arg)).join(", ")})`;
    case "name": {
      const needsBrackets = /^\d+$|\band\b/.test(text.name) || (isFirst && text.name === "for");
      return text.isBracketed || needsBrackets ? `[${text.name}]` : text.name;
    }
  }
}

/** From the loosest to the tightest. */
const STRENGTH = { or: 0, and: 1, not: 2, compare: 3, filled: 4 } as const;

function writeCondition(condition: Condition, atLeast: number): string {
  const strength = STRENGTH[condition.kind];
  const text = writeBare(condition, strength);
  return strength < atLeast ? `(${text})` : text;
}

function writeBare(condition: Condition, strength: number): string {
  switch (condition.kind) {
    case "filled":
      return writeText(condition.text);
    case "compare":
      return `${writeText(condition.left)} ${condition.comparator}${writeText(condition.right)}`;
    case "not":
      return `not ${writeCondition(condition.of, strength)}`;
    case "and":
    case "or":
      return condition.parts.map((part) => writeCondition(part, strength + 1)).join(` ${condition.kind} `);
  }
}

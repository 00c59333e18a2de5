import { compileCondition, type Test } from "./compile-condition.ts";
import { type Compiling, compileText, itemsOf, type Piece, spend } from "./compile-text.ts";
import { MAX_OUTPUT_LENGTH } from "./template-limits.ts";
import type { Place } from "./template-place.ts";
import { outputTooLong } from "./template-stop.ts";
import type { ForNode, IfNode, TemplateNode } from "./template-tree.ts";

/** Makes a template's tree a function, so that nothing of it is looked at again for a row. */
export function compileNodes(nodes: readonly TemplateNode[], slots: readonly number[]): Piece {
  return compileBody(nodes, { slots, steps: 0 });
}

interface Step {
  render: Piece;
  /** The text up to the next step. */
  after: string;
  place: Place;
}

function compileBody(nodes: readonly TemplateNode[], compiling: Compiling): Piece {
  let before = "";
  const steps: Step[] = [];
  for (const node of nodes) {
    const last = steps.at(-1);
    if (node.kind !== "text") steps.push({ render: compileNode(node, compiling), after: "", place: node });
    else if (last) last.after += node.text;
    else before += node.text;
  }
  return (row) => {
    let text = before;
    for (const { render, after, place } of steps) {
      text += render(row) + after;
      if (text.length > MAX_OUTPUT_LENGTH) throw outputTooLong(place);
    }
    return text;
  };
}

function compileNode(node: Exclude<TemplateNode, { kind: "text" }>, compiling: Compiling): Piece {
  compiling.steps += 1;
  if (node.kind === "value") return compileText(node.value, compiling);
  return node.kind === "if" ? compileIf(node, compiling) : compileFor(node, compiling);
}

function compileIf({ branches }: IfNode, compiling: Compiling): Piece {
  const compiled = branches.map(({ condition, body }) => ({
    test: condition === undefined ? always : compileCondition(condition, compiling),
    render: compileBody(body, compiling),
  }));
  return (row) => {
    for (const { test, render } of compiled) if (test(row)) return render(row);
    return "";
  };
}

const always: Test = () => true;

function compileFor(node: ForNode, compiling: Compiling): Piece {
  const list = compileText(node.list, compiling);
  const before = compiling.steps;
  const body = compileBody(node.body, compiling);
  const cost = 1 + compiling.steps - before;
  return (row) => {
    const items = itemsOf(list(row), node);
    let text = "";
    for (const item of items) {
      spend(row, cost, node);
      row.items[node.depth] = item;
      text += body(row);
      if (text.length > MAX_OUTPUT_LENGTH) throw outputTooLong(node);
    }
    return text;
  };
}

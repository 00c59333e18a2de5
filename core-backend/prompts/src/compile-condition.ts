import { type Compiling, compileText, isBlank, type Piece, type RowState, spend } from "./compile-text.ts";
import { numberOf } from "./template-functions.ts";
import type { Comparison, Condition } from "./template-tree.ts";

export type Test = (row: RowState) => boolean;

export function compileCondition(condition: Condition, compiling: Compiling): Test {
  compiling.steps += 1;
  switch (condition.kind) {
    case "filled": {
      const text = compileText(condition.text, compiling);
      return (row) => !isBlank(text(row));
    }
    case "not": {
      const test = compileCondition(condition.condition, compiling);
      return (row) => !test(row);
    }
    case "and": {
      const tests = condition.parts.map((part) => compileCondition(part, compiling));
      return (row) => tests.every((test) => test(row));
    }
    case "or": {
      const tests = condition.parts.map((part) => compileCondition(part, compiling));
      return (row) => tests.some((test) => test(row));
    }
    case "compare":
      return compileComparison(condition, compiling);
  }
}

function compileComparison(comparison: Comparison, compiling: Compiling): Test {
  const left = compileText(comparison.left, compiling);
  const right = compileText(comparison.right, compiling);
  const asNumbers = (compare: (a: number, b: number) => boolean): Test => {
    return (row) => compare(numberOf(left(row)), numberOf(right(row)));
  };
  const equal = compileEquality(comparison, left, right);
  switch (comparison.comparator) {
    case "==":
      return equal;
    case "!=":
      return (row) => !equal(row);
    case "<":
      return asNumbers((a, b) => a < b);
    case "<=":
      return asNumbers((a, b) => a <= b);
    case ">":
      return asNumbers((a, b) => a > b);
    case ">=":
      return asNumbers((a, b) => a >= b);
  }
}

/** Beside a number without quotes, `1.0` is equal to `1`; otherwise texts are compared as they are. */
function compileEquality(comparison: Comparison, left: Piece, right: Piece): Test {
  const isNumeric = [comparison.left, comparison.right].some(
    (side) => side.kind === "literal" && side.isNumber,
  );
  return (row) => {
    const a = left(row);
    const b = right(row);
    if (a.length === b.length) {
      spend(row, a.length, comparison);
      if (a === b) return true;
    }
    return isNumeric && numberOf(a) === numberOf(b);
  };
}

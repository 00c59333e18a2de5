import { CASE_FUNCTIONS, splitList } from "./template-functions.ts";
import { MAX_LIST_ITEMS, MAX_ROW_WORK } from "./template-limits.ts";
import type { Place } from "./template-place.ts";
import { tooManyItems, tooMuchWork } from "./template-stop.ts";
import type { CallExpression, TextExpression } from "./template-tree.ts";

/** What one row is rendered from; the same object serves row after row. */
export interface RowState {
  /** A cell a slot, on one line. */
  readonly cells: string[];
  /** The item of each enclosing loop, the outermost first. */
  readonly items: string[];
  /** Units spent; see MAX_ROW_WORK. */
  work: number;
  /** Of every blank cell that the text needed. */
  readonly blankSlots: number[];
}

/** @throws TemplateStop over a limit */
export type Piece = (row: RowState) => string;

/** What compiling goes by and counts. */
export interface Compiling {
  /** The slot of each variable. */
  readonly slots: readonly number[];
  /** Steps compiled so far. */
  steps: number;
}

export function compileText(expression: TextExpression, compiling: Compiling): Piece {
  compiling.steps += 1;
  switch (expression.kind) {
    case "literal": {
      const { text } = expression;
      return () => text;
    }
    case "item": {
      const { depth } = expression;
      return (row) => row.items[depth] ?? "";
    }
    case "column": {
      const { fallback, isNeeded } = expression;
      const slot = compiling.slots[expression.variable] ?? -1;
      if (!isNeeded) return (row) => row.cells[slot] || fallback;
      return (row) => {
        const cell = row.cells[slot] ?? "";
        if (cell === "") row.blankSlots.push(slot);
        return cell;
      };
    }
    case "call":
      return compileCall(expression, compiling);
  }
}

const blank: Piece = () => "";

function compileCall(call: CallExpression, compiling: Compiling): Piece {
  const { name } = call;
  const [first = blank, second] = call.args.map((arg) => compileText(arg, compiling));
  if (name === "default") {
    const otherwise = second ?? blank;
    return (row) => {
      const text = first(row);
      return isBlank(text) ? otherwise(row) : text;
    };
  }
  const make = name === "join" ? compileJoin(call, first, second) : compileCase(CASE_FUNCTIONS[name], first);
  return (row) => {
    const text = make(row);
    spend(row, text.length, call);
    return text;
  };
}

function compileCase(apply: (text: string) => string, of: Piece): Piece {
  return (row) => apply(of(row));
}

function compileJoin(place: Place, list: Piece, separator: Piece = () => ", "): Piece {
  return (row) => itemsOf(list(row), place).join(separator(row));
}

export function isBlank(text: string): boolean {
  return text === "" || text.trim() === "";
}

/** @throws TemplateStop with too many */
export function itemsOf(text: string, place: Place): string[] {
  const items = splitList(text);
  if (items.length > MAX_LIST_ITEMS) throw tooManyItems(place, items.length);
  return items;
}

/** @throws TemplateStop once the row has cost too much */
export function spend(row: RowState, units: number, place: Place): void {
  row.work += units;
  if (row.work > MAX_ROW_WORK) throw tooMuchWork(place);
}

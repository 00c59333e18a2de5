import { type CellValues, cellOf } from "./cell.ts";
import { MAX_OUTPUT_LENGTH } from "./template-limits.ts";
import type { Place } from "./template-place.ts";
import { outputTooLong } from "./template-stop.ts";
import type { TemplateNode } from "./template-tree.ts";

interface Slot {
  key: string | undefined;
  fallback: string;
  isNeeded: boolean;
  /** The text up to the next slot. */
  after: string;
  place: Place;
}

export type FlatRenderer = (values: CellValues, isOneLine: boolean, blanks: string[]) => string;

/**
 * Renders a template that has only text and names, as most have: one pass over its slots. Undefined for others.
 * The keys of blank cells that the text needs go to `blanks`.
 */
export function compileFlat(
  nodes: readonly TemplateNode[],
  keys: readonly (string | undefined)[],
): FlatRenderer | undefined {
  let before = "";
  const slots: Slot[] = [];
  for (const node of nodes) {
    const last = slots.at(-1);
    if (node.kind === "value" && node.value.kind === "column") {
      const { fallback, isNeeded, variable } = node.value;
      slots.push({ key: keys[variable], fallback, isNeeded, after: "", place: node });
    } else if (node.kind !== "text") return undefined;
    else if (last) last.after += node.text;
    else before += node.text;
  }
  return (values, isOneLine, blanks) => {
    let text = before;
    for (const slot of slots) {
      const cell = cellOf(values, slot.key, isOneLine);
      if (cell !== "") text += cell + slot.after;
      else text += blankOf(slot, blanks) + slot.after;
      if (text.length > MAX_OUTPUT_LENGTH) throw outputTooLong(slot.place);
    }
    return text;
  };
}

/** What stands in for a blank cell, which goes to `blanks` when the text needs it. */
function blankOf({ key, fallback, isNeeded }: Slot, blanks: string[]): string {
  if (isNeeded && key !== undefined) blanks.push(key);
  return fallback;
}

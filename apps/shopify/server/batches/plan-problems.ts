import type { InputProblem } from "@assetql/contract";
import type { Row } from "./rows.ts";
import type { PlanProblem } from "./shop-batches.ts";

const SHOWN_TITLES = 5;

/**
 * The hub's problems as a merchant can use them: one for all items that share it, with their titles instead of row
 * numbers, and where in the template it is.
 */
export function planProblems(
  problems: readonly InputProblem[],
  rows: readonly Row[],
): readonly PlanProblem[] {
  const groups = Map.groupBy(problems, groupOf);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [together(first, group, rows)];
  });
}

/** Rows share a problem when it has the same code at the same place; the sentences differ, as they name the row. */
const groupOf = ({ code, severity, column, row, line, offset, message }: InputProblem): string =>
  row === undefined
    ? JSON.stringify([code, severity, message])
    : JSON.stringify([code, severity, column, offset === undefined ? null : [line, offset]]);

function together(first: InputProblem, group: readonly InputProblem[], rows: readonly Row[]): PlanProblem {
  const items = new Map(
    group.flatMap(({ row }) => {
      const item = row === undefined ? undefined : rows[row - 1]?.item;
      return item === undefined ? [] : [[item.id, item.title] as const];
    }),
  );
  return {
    code: first.code,
    severity: first.severity,
    message: first.message,
    name: first.column ?? null,
    suggestion: /Did you mean \{(?<name>[^}]+)\}\?/.exec(first.message)?.groups?.name ?? null,
    place: placeOf(first),
    titles: [...items.values()].slice(0, SHOWN_TITLES),
    count: items.size,
  };
}

/** Problems of columns tell their place in the template in words alone; those of rows have a line of the CSV. */
function placeOf({ line, offset, message }: InputProblem): PlanProblem["place"] {
  if (line !== undefined && offset !== undefined) return { line, character: offset };
  const words = /\(line (?<line>\d+), character (?<character>\d+)\)/.exec(message)?.groups;
  return words === undefined ? null : { line: Number(words.line), character: Number(words.character) };
}

/** One that is ours. */
export const ownProblem = (
  code: "too-many-images" | "items-gone",
  { severity, message, count }: Pick<PlanProblem, "severity" | "message" | "count">,
): PlanProblem => ({ code, severity, message, count, name: null, suggestion: null, place: null, titles: [] });

import { toOneLine } from "./clean.ts";
import type { InputProblem } from "./problems.ts";
import { quoteForMessage } from "./problems.ts";

export interface CsvHeader {
  /** One unique, non-blank name a column, in file order. */
  columns: string[];
  problems: InputProblem[];
}

/**
 * Names the columns after the header's cells, put on one line and trimmed.
 *
 * A blank name becomes `column_3` (its position), a repeated one `name_2`; both with a warning. A name made up
 * here never takes one that the header itself uses.
 */
export function nameColumns(cells: readonly string[], line: number): CsvHeader {
  const wanted = cells.map(toOneLine);
  const taken = new Set(wanted.filter((name) => name !== ""));
  const firstPosition = new Map<string, number>();
  const problems: InputProblem[] = [];
  const columns = wanted.map((name, index) => {
    const position = index + 1;
    const first = firstPosition.get(name);
    if (name !== "" && first === undefined) {
      firstPosition.set(name, position);
      return name;
    }
    const column = name === "" ? freeName(`column_${position}`, 1, taken) : freeName(name, 2, taken);
    taken.add(column);
    problems.push(
      name === ""
        ? blankHeader({ line, position, column })
        : duplicateHeader({ line, position, column }, name, first ?? position),
    );
    return column;
  });
  return { columns, problems };
}

/** `base` itself when `from` is 1 and it is free, else the first free of `base_2`, `base_3`, … */
function freeName(base: string, from: 1 | 2, taken: ReadonlySet<string>): string {
  if (from === 1 && !taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

interface HeaderPlace {
  line: number;
  position: number;
  column: string;
}

function blankHeader({ line, position, column }: HeaderPlace): InputProblem {
  return {
    code: "csv-blank-header",
    severity: "warning",
    source: "csv",
    line,
    column,
    message: `Header, column ${position}: the name is blank. It is called "${column}" here.`,
  };
}

function duplicateHeader(place: HeaderPlace, name: string, first: number): InputProblem {
  const { line, position, column } = place;
  return {
    code: "csv-duplicate-header",
    severity: "warning",
    source: "csv",
    line,
    column,
    message: `Header: columns ${first} and ${position} are both called ${quoteForMessage(name)}. Column ${position} is called ${quoteForMessage(column)} here.`,
  };
}

import type { RowPlace } from "./csv-problems.ts";
import { nearest } from "./nearest.ts";
import { type InputProblem, quoteForMessage } from "./problems.ts";
import type { TemplateVariable } from "./template-tree.ts";

const LISTED_COLUMNS = 20;

/**
 * What to say of a name without a column. Where it has a default that may well be meant, but a near miss is more
 * likely a typing mistake.
 */
export function withoutColumn(
  variable: TemplateVariable,
  columns: readonly string[],
): { problem?: InputProblem } {
  const guess = nearest(variable.name, [...columns, ...variable.loopNames]);
  const hint = guess === undefined ? "" : ` Did you mean {${guess}}?`;
  const all = `The columns are: ${listed(columns)}.`;
  const without = "but there is no such column";
  switch (variable.use) {
    case "needed":
      return { problem: columnProblem("csv-missing-column", variable, `${without}.${hint} ${all}`) };
    case "tested": {
      const sentence = `${without}, so it is blank in every row.${hint} ${all}`;
      return { problem: { ...columnProblem("csv-column-blank", variable, sentence), severity: "warning" } };
    }
    case "defaulted": {
      if (guess === undefined) return {};
      const sentence = `${without}, so every row gets the default.${hint}`;
      return {
        problem: { ...columnProblem("csv-column-defaulted", variable, sentence), severity: "warning" },
      };
    }
  }
}

export function ambiguousColumn(variable: TemplateVariable, columns: readonly string[]): InputProblem {
  return columnProblem(
    "csv-ambiguous-column",
    variable,
    `which fits several columns: ${listed(columns)}. Write one exactly as in the CSV.`,
  );
}

export function blankCell(at: RowPlace, column: string): InputProblem {
  return rowProblem(at, {
    code: "csv-blank-cell",
    column,
    sentence: "the cell is blank but the template needs it. Fill it, or give a default: {name|default}.",
  });
}

/** A row over one of the template's limits; the line and the offset stay the template's. */
export function stoppedRow({ row }: RowPlace, stop: InputProblem): InputProblem {
  return { ...stop, row, message: `Row ${row}: ${stop.message}` };
}

export function emptyPrompt(at: RowPlace): InputProblem {
  return rowProblem(at, {
    code: "prompt-empty",
    sentence: "the prompt comes out empty. Fill a cell that the template uses.",
  });
}

export function longPrompt(at: RowPlace, length: number, maxLength: number): InputProblem {
  return rowProblem(at, {
    code: "prompt-too-long",
    sentence: `the prompt has ${length} characters, style words included; ${maxLength} are the most. Shorten a cell or the template.`,
  });
}

export function badSeed(at: RowPlace, column: string, cell: string): InputProblem {
  const problem = rowProblem(at, {
    code: "csv-invalid-seed",
    column,
    sentence: `${quoteForMessage(cell)} is not a whole number from 0 to 4294967295, so it is not used as a seed.`,
  });
  return { ...problem, severity: "warning" };
}

function columnProblem(code: string, variable: TemplateVariable, sentence: string): InputProblem {
  const place = `line ${variable.line}, character ${variable.offset}`;
  return {
    code,
    severity: "error",
    source: "csv",
    column: variable.name,
    message: `The template uses {${variable.name}} (${place}) ${sentence}`,
  };
}

interface RowProblem {
  code: string;
  column?: string;
  sentence: string;
}

function rowProblem({ row, line }: RowPlace, { code, column, sentence }: RowProblem): InputProblem {
  const place = column === undefined ? `Row ${row}` : `Row ${row}, column ${quoteForMessage(column)}`;
  return {
    code,
    severity: "error",
    source: "csv",
    row,
    line,
    ...(column === undefined ? {} : { column }),
    message: `${place}: ${sentence}`,
  };
}

function listed(columns: readonly string[]): string {
  const names = columns.slice(0, LISTED_COLUMNS).map((column) => quoteForMessage(column));
  const others = columns.length - names.length;
  return names.join(", ") + (others > 0 ? ` and ${others} more` : "");
}

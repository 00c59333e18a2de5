import { cellOf } from "./cell.ts";
import { toPlainText, trim } from "./clean.ts";
import { findColumn, matchColumn } from "./columns.ts";
import type { CsvRow } from "./csv-table.ts";
import type { InputProblem } from "./problems.ts";
import * as problem from "./prompter-problems.ts";
import { type CompiledTemplate, createRenderer, type Renderer } from "./template.ts";
import { TemplateStop } from "./template-stop.ts";
import type { TemplateVariable } from "./template-tree.ts";
import { parseSeed, WELL_KNOWN_ALIASES } from "./well-known.ts";

export interface PrompterOptions {
  /** Style words put after every prompt, as they are: never read as template. */
  suffix?: string;
  /** UTF-16 code units of the whole prompt; 2,000 unless told. */
  maxPromptLength?: number;
}

export interface RenderedPrompt {
  /** Not for use when `problems` holds an error. */
  prompt: string;
  /** Every cell that isn't blank, by column, trimmed and without control characters. It has no prototype. */
  metadata: Record<string, string>;
  problems: InputProblem[];
}

export interface Prompter {
  /** What is wrong whatever the row: columns the template needs and the CSV hasn't. */
  problems: InputProblem[];
  render(row: CsvRow): RenderedPrompt;
}

const MAX_PROMPT_LENGTH = 2_000;

/**
 * Joins a template to a CSV's columns: a name means the column so called, else the only one so called when case
 * is ignored. With an error in `problems` no row should be rendered.
 *
 * @param columns the names `readCsv` gave
 */
export function createPrompter(
  template: CompiledTemplate,
  columns: readonly string[],
  options: PrompterOptions = {},
): Prompter {
  const bindings = template.variables.map((variable) => bind(variable, columns));
  const keys = bindings.map((binding) => binding.column);
  const renderer = createRenderer(template.nodes, keys);
  const seedColumn = findColumn(columns, WELL_KNOWN_ALIASES.seed);
  const suffix = options.suffix?.trim() ?? "";
  const maxLength = options.maxPromptLength ?? MAX_PROMPT_LENGTH;
  return {
    problems: uniqueByColumn(bindings.flatMap((binding) => binding.problem ?? [])),
    render(row) {
      const { text, problems } = fill(renderer, row);
      const prompt = withSuffix(text, suffix);
      if (text === "" && problems.length === 0) problems.push(problem.emptyPrompt(row));
      if (prompt.length > maxLength) problems.push(problem.longPrompt(row, prompt.length, maxLength));
      const seed = cellOf(row.values, seedColumn, row.isOneLine ?? false);
      if (seedColumn !== undefined && seed !== "" && parseSeed(seed) === undefined) {
        problems.push(problem.badSeed(row, seedColumn, seed));
      }
      return { prompt, metadata: metadataOf(row), problems };
    },
  };
}

interface Binding {
  column?: string;
  problem?: InputProblem;
}

function bind(variable: TemplateVariable, columns: readonly string[]): Binding {
  const match = matchColumn(columns, variable.name);
  switch (match.kind) {
    case "found":
      return { column: match.column };
    case "ambiguous":
      return { problem: problem.ambiguousColumn(variable, match.columns) };
    case "missing":
      return problem.withoutColumn(variable, columns);
  }
}

/** A name used twice is told once; an error goes before a warning. */
function uniqueByColumn(problems: readonly InputProblem[]): InputProblem[] {
  const byColumn = new Map<string, InputProblem>();
  for (const found of problems) {
    const key = found.column ?? "";
    const told = byColumn.get(key);
    if (!told || (told.severity === "warning" && found.severity === "error")) byColumn.set(key, found);
  }
  return [...byColumn.values()];
}

/** The row's text, trimmed, and what is wrong with it; over a limit there is no text. */
function fill(renderer: Renderer, row: CsvRow): { text: string; problems: InputProblem[] } {
  try {
    const text = renderer.render(row.values, row.isOneLine).trim();
    const { blanks } = renderer;
    if (blanks.length === 0) return { text, problems: [] };
    return { text, problems: [...new Set(blanks)].map((column) => problem.blankCell(row, column)) };
  } catch (error) {
    if (!(error instanceof TemplateStop)) throw error;
    return { text: "", problems: [problem.stoppedRow(row, error.problem)] };
  }
}

function withSuffix(text: string, suffix: string): string {
  if (suffix === "" || text === "") return text;
  if (/[.!?;:,]$/.test(text)) return `${text} ${suffix}`;
  return `${text}, ${suffix}`;
}

function metadataOf({ values, isOneLine }: CsvRow): Record<string, string> {
  const metadata: Record<string, string> = Object.create(null);
  for (const column of Object.keys(values)) {
    const text = values[column] ?? "";
    const cell = isOneLine ? trim(text) : toPlainText(text);
    if (cell !== "") metadata[column] = cell;
  }
  return metadata;
}

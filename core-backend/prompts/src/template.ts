import { type CellValues, cellOf } from "./cell.ts";
import type { RowState } from "./compile-text.ts";
import type { InputProblem } from "./problems.ts";
import { compileNodes } from "./template-compile.ts";
import { compileFlat, type FlatRenderer } from "./template-flat.ts";
import { parseTemplate } from "./template-parse.ts";
import type { TemplateNode, TemplateVariable } from "./template-tree.ts";

export interface CompiledTemplate {
  source: string;
  /** In template order; a name used twice is here twice. Loop items are none. */
  variables: readonly TemplateVariable[];
  nodes: readonly TemplateNode[];
  /**
   * The prompt of one row. `values` are looked up by the variables' exact names; each is put on one line (see
   * the README) and never read as template. A blank or missing one gives its default, or "".
   *
   * @param isOneLine whether it is known, as of most rows of a CSV, that no cell holds a line break, a tab or a
   * control character: that spares looking
   * @throws TemplateStop over a limit on a list's items, the text's length or the work
   */
  render(values: CellValues, isOneLine?: boolean): string;
}

export type TemplateResult =
  | { ok: true; template: CompiledTemplate }
  | { ok: false; problems: readonly InputProblem[] };

/**
 * Compiles a template: `{name}`, `{name|default}`, `{{if …}}`, `{{for …}}` and `{{function(…)}}`; `\{`, `\}` and
 * `\\` are literal. The syntax is in the README.
 *
 * @example
 * const compiled = compileTemplate("A {style|flat} picture of {subject}{{if mood}}, {mood}{{endif}}");
 * if (compiled.ok) compiled.template.render({ subject: "a fox" }); // "A flat picture of a fox"
 */
export function compileTemplate(source: string): TemplateResult {
  const { nodes, variables, problems } = parseTemplate(source);
  if (problems.length > 0) return { ok: false, problems };
  const names = variables.map((variable) => variable.name);
  const { render } = createRenderer(nodes, names);
  return { ok: true, template: { source, variables, nodes, render } };
}

export interface Renderer {
  /** @throws TemplateStop */
  render: CompiledTemplate["render"];
  /** The keys of the last row's blank cells that its text needed, each as often as it did. */
  readonly blanks: readonly string[];
}

/**
 * Binds a template's variables to the keys they are read from. One row at a time: what rows are rendered with is
 * used again.
 *
 * @param keys one a variable; undefined is always blank
 */
export function createRenderer(
  nodes: readonly TemplateNode[],
  keys: readonly (string | undefined)[],
): Renderer {
  const blanks: string[] = [];
  const fill = compileFlat(nodes, keys) ?? createBlockRenderer(nodes, keys);
  return {
    blanks,
    render(values, isOneLine = false) {
      // Setting the length of an empty array takes a third of a row's time.
      if (blanks.length > 0) blanks.length = 0;
      return fill(values, isOneLine, blanks);
    },
  };
}

/** For templates with blocks or functions: every cell is read once a row, however often it is used. */
function createBlockRenderer(
  nodes: readonly TemplateNode[],
  keys: readonly (string | undefined)[],
): FlatRenderer {
  const columns = [...new Set(keys.filter((key) => key !== undefined))];
  const slots = keys.map((key) => (key === undefined ? -1 : columns.indexOf(key)));
  const fill = compileNodes(nodes, slots);
  const row: RowState = { cells: columns.map(() => ""), items: [], work: 0, blankSlots: [] };
  return (values, isOneLine, blanks) => {
    for (let slot = 0; slot < columns.length; slot += 1) {
      row.cells[slot] = cellOf(values, columns[slot], isOneLine);
    }
    row.work = 0;
    if (row.blankSlots.length > 0) row.blankSlots.length = 0;
    const text = fill(row);
    for (const slot of row.blankSlots) blanks.push(columns[slot] ?? "");
    return text;
  };
}

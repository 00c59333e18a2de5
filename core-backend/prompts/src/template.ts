import { toOneLine } from "./clean.ts";
import type { InputProblem } from "./problems.ts";
import { parseTemplate } from "./template-parse.ts";

export interface TemplateVariable {
  /** As written in the template, trimmed. */
  name: string;
  /** What stands in when the column is missing or its cell is blank; may be "". Undefined: the cell is required. */
  defaultValue?: string;
  /** 1-based line of its opening brace. */
  line: number;
  /** 1-based column of its opening brace, in UTF-16 code units. */
  offset: number;
}

export interface CompiledTemplate {
  source: string;
  /** In template order; a name used twice is here twice. */
  variables: readonly TemplateVariable[];
  /** `variables.length + 1` texts: those before, between and after the variables, escapes resolved. */
  literals: readonly string[];
  /**
   * The prompt of one row. `values` are looked up by the variables' exact names; each is put on one line (see
   * the README) and never read as template. A blank or missing one gives its default, or "".
   */
  render(values: Readonly<Record<string, string>>): string;
}

export type TemplateResult =
  | { ok: true; template: CompiledTemplate }
  | { ok: false; problems: readonly InputProblem[] };

/**
 * Compiles `{name}` and `{name|default}`; `\{`, `\}` and `\\` are literal. The syntax is in the README.
 *
 * @example
 * const compiled = compileTemplate("A {style|flat} picture of {subject}");
 * if (compiled.ok) compiled.template.render({ subject: "a fox" }); // "A flat picture of a fox"
 */
export function compileTemplate(source: string): TemplateResult {
  const { literals, variables, problems } = parseTemplate(source);
  if (problems.length > 0) return { ok: false, problems };
  const names = variables.map((variable) => variable.name);
  const render = createRenderer(literals, variables, names);
  return { ok: true, template: { source, literals, variables, render } };
}

/**
 * Binds a template's variables to the keys they are read from.
 *
 * @param keys one a variable; undefined always gives the default
 */
export function createRenderer(
  literals: readonly string[],
  variables: readonly TemplateVariable[],
  keys: readonly (string | undefined)[],
): CompiledTemplate["render"] {
  const first = literals[0] ?? "";
  const slots = variables.map((variable, index) => ({
    key: keys[index],
    fallback: variable.defaultValue ?? "",
    after: literals[index + 1] ?? "",
  }));
  return (values) => {
    let prompt = first;
    for (const { key, fallback, after } of slots) prompt += (cellOf(values, key) || fallback) + after;
    return prompt;
  };
}

/** The cell under `key` on one line; "" when there is none. Inherited properties are no cells. */
export function cellOf(values: Readonly<Record<string, string>>, key: string | undefined): string {
  if (key === undefined || !Object.hasOwn(values, key)) return "";
  return toOneLine(values[key] ?? "");
}

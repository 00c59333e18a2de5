export interface Insertion {
  readonly text: string;
  /** Where the caret goes: behind what was inserted. */
  readonly caret: number;
}

interface Selected {
  readonly start: number;
  readonly end: number;
}

/** Writes `{name}` in the place of what is selected, with a space where it would touch a word. */
export function insertVariable(template: string, name: string, { start, end }: Selected): Insertion {
  const before = template.slice(0, start);
  const after = template.slice(end);
  const variable = `${/[\p{L}\p{N},.;:}]$/u.test(before) ? " " : ""}{${name}}${/^[\p{L}\p{N}{]/u.test(after) ? " " : ""}`;
  return { text: before + variable + after, caret: before.length + variable.length };
}

/** Sets another name for a variable, wherever the template has it. */
export const renameVariable = (template: string, from: string, to: string): string =>
  template.replaceAll(`{${from}}`, `{${to}}`).replaceAll(`{${from}|`, `{${to}|`);

/** Gives a variable a text for items that have nothing there. */
export const giveDefault = (template: string, name: string, text: string): string =>
  template.replaceAll(`{${name}}`, `{${name}|${text}}`);

import { type InputProblem, quoteForMessage } from "./problems.ts";
import type { TemplateVariable } from "./template.ts";

/** Characters of a template; long enough for a page of prose, and far over what an image model reads. */
export const MAX_TEMPLATE_LENGTH = 8_000;

export interface ParsedTemplate {
  /** One more than `variables`. */
  literals: string[];
  variables: TemplateVariable[];
  problems: InputProblem[];
}

const NAME = /^[\p{L}\p{M}\p{N}_. -]+$/u;

/** In order of preference: escape, reserved expression, variable, lone brace, plain text. */
const TOKEN =
  /(?<escape>\\[\\{}])|(?<expression>\{\{(?:[^\n\r]*?\}\})?)|\{(?<variable>(?:\\[\\{}]|[^{}\n\r])*)\}|(?<brace>[{}])|(?<text>[^\\{}]+|\\)/gu;

/** Splits a template into literals and variables; tells every problem it has, in order. */
export function parseTemplate(source: string): ParsedTemplate {
  const parsed: ParsedTemplate = { literals: [], variables: [], problems: [] };
  if (source.trim() === "") {
    parsed.problems.push(emptyTemplate());
    return parsed;
  }
  if (source.length > MAX_TEMPLATE_LENGTH) {
    parsed.problems.push(tooLong(source.length));
    return parsed;
  }
  const locate = createLocator(source);
  let literal = "";
  for (const { groups = {}, index } of source.matchAll(TOKEN)) {
    if (groups.text !== undefined) literal += groups.text;
    else if (groups.escape !== undefined) literal += groups.escape.slice(1);
    else if (groups.variable !== undefined) {
      const variable = toVariable(groups.variable, locate(index));
      if ("code" in variable) parsed.problems.push(variable);
      else {
        parsed.variables.push(variable);
        parsed.literals.push(literal);
        literal = "";
      }
    } else parsed.problems.push(braceProblem(groups.expression ?? groups.brace ?? "", locate(index)));
  }
  parsed.literals.push(literal);
  return parsed;
}

interface Place {
  line: number;
  offset: number;
}

/** Tells the place of rising indexes; CRLF, CR and LF each end a line once. */
function createLocator(source: string): (index: number) => Place {
  const starts = [0, ...Array.from(source.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length)];
  let line = 0;
  return (index) => {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= index) line += 1;
    return { line: line + 1, offset: index - (starts[line] ?? 0) + 1 };
  };
}

function toVariable(content: string, place: Place): TemplateVariable | InputProblem {
  const bar = content.indexOf("|");
  const name = (bar < 0 ? content : content.slice(0, bar)).trim();
  if (name === "") {
    return templateProblem("template-empty-name", place, "the braces hold no column name. Write {name}.");
  }
  if (!NAME.test(name)) {
    return templateProblem(
      "template-invalid-name",
      place,
      `${quoteForMessage(name)} can't be a name. Names have letters, digits, spaces, "_", "-" and "."; rename the column if need be.`,
    );
  }
  if (bar < 0) return { name, ...place };
  const defaultValue = content
    .slice(bar + 1)
    .replace(/\\([\\{}])/g, "$1")
    .trim();
  return { name, defaultValue, ...place };
}

function braceProblem(token: string, place: Place): InputProblem {
  if (token.startsWith("{{")) {
    return templateProblem(
      "template-expression-unsupported",
      place,
      "{{ }} is kept for expressions, which can't be used yet. Write {name} for a column, \\{ and \\} for braces as such.",
    );
  }
  if (token === "{") {
    return templateProblem(
      "template-unclosed-brace",
      place,
      "this { is not closed on its line. Close it with }, or write \\{ for a brace as such.",
    );
  }
  return templateProblem(
    "template-stray-brace",
    place,
    "this } closes nothing. Remove it, or write \\} for a brace as such.",
  );
}

function templateProblem(code: string, place: Place, sentence: string): InputProblem {
  return {
    code,
    severity: "error",
    source: "template",
    ...place,
    message: `Template line ${place.line}, character ${place.offset}: ${sentence}`,
  };
}

function emptyTemplate(): InputProblem {
  return templateProblem(
    "template-empty",
    { line: 1, offset: 1 },
    "the template is empty. Write a prompt with column names in braces, like: A picture of {subject}.",
  );
}

function tooLong(length: number): InputProblem {
  return {
    code: "template-too-long",
    severity: "error",
    source: "template",
    message: `The template has ${length} characters; ${MAX_TEMPLATE_LENGTH} are the most.`,
  };
}

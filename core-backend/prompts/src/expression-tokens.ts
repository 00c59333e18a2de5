import type { TemplateFault } from "./template-place.ts";

/** Indexes are of the template, not of the tag. */
export interface ExpressionToken {
  kind: "words" | "name" | "string" | "comparator" | "and" | "or" | "not" | "(" | ")" | ",";
  /** A name as in the CSV, a string's value, otherwise as written. */
  text: string;
  index: number;
}

/** A part of a template that can't be understood: the rest of its tag is left unread. */
export class ExpressionFault extends Error {
  override readonly name = "ExpressionFault";
  readonly fault: TemplateFault;

  constructor(index: number, sentence: string, code = "template-invalid-expression") {
    super(sentence);
    this.fault = { index, code, sentence };
  }
}

/** `other` takes what nothing else does, so that no character is skipped. */
const TOKEN =
  /(?<blank>\s+)|(?<words>[\p{L}\p{M}\p{N}_.-]+)|\[(?<name>[^[\]]*)\]|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<comparator>[=!]=|[<>]=?)|(?<mark>[(),])|(?<other>.)/gsu;

/**
 * Splits what stands in `{{…}}` into tokens.
 *
 * @param start the index in the template of the content's first character
 * @throws ExpressionFault
 */
export function tokenizeExpression(content: string, start: number): ExpressionToken[] {
  const tokens: ExpressionToken[] = [];
  for (const { groups = {}, index: at } of content.matchAll(TOKEN)) {
    const index = start + at;
    const { words, name, double, single, comparator, mark, other } = groups;
    const string = double ?? single;
    if (words !== undefined) pushWord(tokens, words, index);
    else if (name !== undefined) tokens.push({ kind: "name", text: name.trim(), index });
    else if (string !== undefined) tokens.push({ kind: "string", text: toValue(string), index });
    else if (comparator !== undefined) tokens.push({ kind: "comparator", text: comparator, index });
    else if (mark !== undefined) tokens.push({ kind: toMark(mark), text: mark, index });
    else if (other !== undefined) throw new ExpressionFault(index, surprise(other, content.slice(at)));
  }
  return tokens;
}

/** Words that follow each other are one name, like `alt text`. */
function pushWord(tokens: ExpressionToken[], word: string, index: number): void {
  const keyword = word.toLowerCase();
  if (keyword === "and" || keyword === "or" || keyword === "not") {
    tokens.push({ kind: keyword, text: word, index });
    return;
  }
  const last = tokens.at(-1);
  if (last?.kind !== "words") tokens.push({ kind: "words", text: word, index });
  else last.text += " ".repeat(index - last.index - last.text.length) + word;
}

function toValue(text: string): string {
  return text.replace(/\\([\\{}"'])/g, "$1");
}

function toMark(mark: string): "(" | ")" | "," {
  return mark === "(" || mark === ")" ? mark : ",";
}

const HINTS: readonly (readonly [string, string])[] = [
  ["=", "Write == to compare."],
  ["&", "Write and."],
  ["|", 'Write or; a default is written default(name, "text").'],
  ["!", "Write not."],
  ["{", "Inside {{ }} names stand without braces."],
  ["}", "Inside {{ }} names stand without braces."],
  ["[", "Close the name with ]."],
  ["“", 'Write straight quotes: "text".'],
  ["”", 'Write straight quotes: "text".'],
  ["„", 'Write straight quotes: "text".'],
  ["‘", "Write straight quotes: 'text'."],
  ["’", "Write straight quotes: 'text'."],
];

function surprise(character: string, rest: string): string {
  const hint = HINTS.find(([start]) => rest.startsWith(start))?.[1];
  return `${character} can't stand here.${hint === undefined ? "" : ` ${hint}`}`;
}

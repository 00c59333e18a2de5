import type { TemplateLog } from "./template-place.ts";

/** Indexes are of the template's UTF-16 code units. */
export type TemplateToken =
  | { kind: "text"; text: string }
  /** `{content}` */
  | { kind: "variable"; content: string; index: number }
  | TagToken;

/** `{{content}}` */
export interface TagToken {
  kind: "tag";
  content: string;
  index: number;
  /** Of the content's first character. */
  contentIndex: number;
  /** It isn't closed, which was told already: only its first word counts. */
  isBroken: boolean;
}

/** In order of preference. A `variable` can be read in one way only, so that looking for its end takes linear time. */
const TOKEN =
  /(?<escape>\\[\\{}])|(?<tag>\{\{)|\{(?<variable>(?:[^\\{}\n\r]|\\(?:[\\{}]|(?![\\{}])))*)\}|(?<brace>[{}])|(?<text>[^\\{}]+|\\)/uy;

/** Splits a template into text, `{…}` and `{{…}}`; a brace that is none of these goes to the log. */
export function tokenize(source: string, log: TemplateLog): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  const pattern = new RegExp(TOKEN);
  let text = "";
  const push = (token: TemplateToken): void => {
    if (text !== "") tokens.push({ kind: "text", text });
    text = "";
    tokens.push(token);
  };
  for (let match = pattern.exec(source); match?.groups; match = pattern.exec(source)) {
    const { index, groups } = match;
    if (groups.text !== undefined) text += groups.text;
    else if (groups.escape !== undefined) text += groups.escape.slice(1);
    else if (groups.variable !== undefined) push({ kind: "variable", content: groups.variable, index });
    else if (groups.tag !== undefined) {
      const { token, end } = readTag(source, index, log);
      push(token);
      pattern.lastIndex = end;
    } else log.add(loneBrace(groups.brace ?? "", index));
  }
  if (text !== "") tokens.push({ kind: "text", text });
  return tokens;
}

const TAG_STOP = /\}\}|\{\{|["'\n\r]|$/g;

/** Reads a tag from its `{{` to its `}}` on the same line; braces and quotes inside a string don't count. */
function readTag(source: string, index: number, log: TemplateLog): { token: TagToken; end: number } {
  const contentIndex = index + 2;
  const toToken = (end: number, isBroken: boolean): TagToken => ({
    kind: "tag",
    content: source.slice(contentIndex, end),
    index,
    contentIndex,
    isBroken,
  });
  const stops = new RegExp(TAG_STOP);
  stops.lastIndex = contentIndex;
  for (let stop = stops.exec(source); stop; stop = stops.exec(source)) {
    const [mark] = stop;
    if (mark === "}}") return { token: toToken(stop.index, false), end: stop.index + 2 };
    if (mark !== '"' && mark !== "'") {
      log.add(unclosedTag(index));
      return { token: toToken(stop.index, true), end: stop.index };
    }
    const end = stringEnd(source, stop.index);
    if (end === undefined) {
      log.add(unclosedString(stop.index, mark));
      const close = /\}\}|[\n\r]|$/g;
      close.lastIndex = stop.index;
      return { token: toToken(stop.index, true), end: endOf(close.exec(source), source.length) };
    }
    stops.lastIndex = end;
  }
  throw new Error("A template's end ends every tag.");
}

/** After a closing `}}`, but before a line end. */
function endOf(match: RegExpExecArray | null, otherwise: number): number {
  if (!match) return otherwise;
  return match[0] === "}}" ? match.index + 2 : match.index;
}

/** The index after the string that opens at `index`; undefined when its line ends first. */
function stringEnd(source: string, index: number): number | undefined {
  const quote = source[index];
  for (let at = index + 1; at < source.length; at += 1) {
    const character = source[at];
    if (character === quote) return at + 1;
    if (character === "\n" || character === "\r") return undefined;
    if (character === "\\" && !/[\n\r]/.test(source[at + 1] ?? "")) at += 1;
  }
  return undefined;
}

const loneBrace = (brace: string, index: number) =>
  brace === "{"
    ? {
        index,
        code: "template-unclosed-brace",
        sentence: "this { is not closed on its line. Close it with }, or write \\{ for a brace as such.",
      }
    : {
        index,
        code: "template-stray-brace",
        sentence: "this } closes nothing. Remove it, or write \\} for a brace as such.",
      };

const unclosedTag = (index: number) => ({
  index,
  code: "template-unclosed-brace",
  sentence: "this {{ is not closed on its line. Close it with }}, or write \\{\\{ for braces as such.",
});

const unclosedString = (index: number, quote: string) => ({
  index,
  code: "template-unclosed-string",
  sentence: `this ${quote} opens a text that is not closed on its line. Close it with ${quote}.`,
});

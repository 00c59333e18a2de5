import { parseCondition, parseText, type Reading } from "./expression-parse.ts";
import { ExpressionFault, tokenizeExpression } from "./expression-tokens.ts";
import { type InputProblem, quoteForMessage } from "./problems.ts";
import { type Blocks, createBlocks } from "./template-blocks.ts";
import { MAX_TEMPLATE_LENGTH } from "./template-limits.ts";
import { createTemplateLog, type TemplateLog, templateProblem } from "./template-place.ts";
import { isName, resolveName } from "./template-scope.ts";
import { type Tag, toLoopHead, toTag } from "./template-tags.ts";
import { tokenize } from "./template-tokens.ts";
import type { TemplateNode, TemplateVariable, Use } from "./template-tree.ts";

export interface ParsedTemplate {
  nodes: readonly TemplateNode[];
  /** In template order; a name used twice is here twice. */
  variables: readonly TemplateVariable[];
  /** In template order; with one, `nodes` are not for use. */
  problems: readonly InputProblem[];
}

/** Reads a template into a tree; tells every problem it has. */
export function parseTemplate(source: string): ParsedTemplate {
  const refusal = refuse(source);
  if (refusal) return { nodes: [], variables: [], problems: [refusal] };
  const log = createTemplateLog(source);
  const variables: TemplateVariable[] = [];
  const parsing: Parsing = { log, variables, blocks: createBlocks(log, variables) };
  for (const token of tokenize(source, log)) {
    if (token.kind === "text") parsing.blocks.add(token);
    else if (token.kind === "variable") addVariable(parsing, token.content, token.index);
    else addTag(parsing, toTag(token));
  }
  const nodes = parsing.blocks.end();
  return { nodes, variables, problems: log.problems() };
}

interface Parsing {
  log: TemplateLog;
  variables: TemplateVariable[];
  blocks: Blocks;
}

function refuse(source: string): InputProblem | undefined {
  if (source.trim() === "") {
    const sentence =
      "the template is empty. Write a prompt with column names in braces, like: A picture of {subject}.";
    return templateProblem("template-empty", { line: 1, offset: 1 }, sentence);
  }
  if (source.length <= MAX_TEMPLATE_LENGTH) return undefined;
  return {
    code: "template-too-long",
    severity: "error",
    source: "template",
    message: `The template has ${source.length} characters; ${MAX_TEMPLATE_LENGTH} are the most.`,
  };
}

/** `{name}` or `{name|default}` */
function addVariable({ log, blocks, variables }: Parsing, content: string, index: number): void {
  const bar = content.indexOf("|");
  const name = (bar < 0 ? content : content.slice(0, bar)).trim();
  if (name === "") {
    const sentence = "the braces hold no column name. Write {name}.";
    log.add({ index, code: "template-empty-name", sentence });
    return;
  }
  if (!isName(name)) {
    const sentence = `${quoteForMessage(name)} can't be a name. Names have letters, digits, spaces, "_", "-" and "."; rename the column if need be.`;
    log.add({ index, code: "template-invalid-name", sentence });
    return;
  }
  const place = log.place(index);
  const fallback = content
    .slice(bar + 1)
    .replace(/\\([\\{}])/g, "$1")
    .trim();
  const use: Use = bar < 0 ? "needed" : "defaulted";
  const mention = bar < 0 ? { name, use, ...place } : { name, use, fallback, ...place };
  blocks.add({ kind: "value", value: resolveName(mention, blocks.scope(), variables), ...place });
}

function addTag(parsing: Parsing, tag: Tag): void {
  const { blocks } = parsing;
  switch (tag.kind) {
    case "if":
      blocks.open({ kind: "if", condition: readCondition(parsing, tag) }, tag.index);
      break;
    case "elseif":
      blocks.turn("elseif", readCondition(parsing, tag), tag.index);
      break;
    case "else":
      demandNothing(parsing, tag);
      blocks.turn("else", undefined, tag.index);
      break;
    case "endif":
      demandNothing(parsing, tag);
      blocks.close("if", tag.index);
      break;
    case "for":
      openLoop(parsing, tag);
      break;
    case "endfor":
      demandNothing(parsing, tag);
      blocks.close("for", tag.index);
      break;
    case "value":
      addValue(parsing, tag);
  }
}

function readCondition(parsing: Parsing, tag: Tag) {
  return attempt(parsing, tag, () =>
    parseCondition(toReading(parsing, { text: tag.rest, index: tag.restIndex, use: "tested" })),
  );
}

function addValue(parsing: Parsing, tag: Tag): void {
  const { blocks, log } = parsing;
  const value = attempt(parsing, tag, () =>
    parseText(toReading(parsing, { text: tag.rest, index: tag.restIndex, use: "needed" })),
  );
  if (value) blocks.add({ kind: "value", value, ...log.place(tag.index) });
}

function openLoop(parsing: Parsing, tag: Tag): void {
  const head = toLoopHead(tag);
  const list = attempt(parsing, tag, () => {
    if (!head || head.name === "") {
      throw new ExpressionFault(tag.index, "a loop is written {{for item in list}}.");
    }
    if (!isName(head.name)) {
      const sentence = `${quoteForMessage(head.name)} can't be a name. Write {{for item in list}}.`;
      throw new ExpressionFault(tag.index, sentence, "template-invalid-name");
    }
    return parseText(toReading(parsing, { text: head.list, index: head.listIndex, use: "tested" }));
  });
  parsing.blocks.open({ kind: "for", itemName: head?.name ?? "", list }, tag.index);
}

function demandNothing(parsing: Parsing, tag: Tag): void {
  attempt(parsing, tag, () => {
    if (tag.rest.trim() === "") return;
    const hint = tag.kind === "else" ? " For another condition write {{elseif …}}." : "";
    throw new ExpressionFault(tag.restIndex, `nothing can stand after ${tag.kind}.${hint}`);
  });
}

/** Undefined when there is a fault, which goes to the log; a broken tag's was told already. */
function attempt<T>({ log }: Parsing, { isBroken }: Tag, read: () => T): T | undefined {
  if (isBroken) return undefined;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    log.add(error.fault);
    return undefined;
  }
}

function toReading(
  { log, blocks, variables }: Parsing,
  { text, index, use }: { text: string; index: number; use: Use },
): Reading {
  return {
    tokens: tokenizeExpression(text, index),
    at: 0,
    depth: 0,
    use,
    end: index + text.length,
    resolve: (mention) => resolveName(mention, blocks.scope(), variables),
    place: log.place,
  };
}

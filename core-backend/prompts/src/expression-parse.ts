import { ExpressionFault, type ExpressionToken } from "./expression-tokens.ts";
import { nearest } from "./nearest.ts";
import { quoteForMessage } from "./problems.ts";
import { FUNCTION_NAMES, isFunctionName, numberOf, TEMPLATE_FUNCTIONS } from "./template-functions.ts";
import { MAX_EXPRESSION_DEPTH } from "./template-limits.ts";
import type { Place } from "./template-place.ts";
import { isName, type Mention } from "./template-scope.ts";
import type { Comparator, Condition, Expression, TextExpression, Use } from "./template-tree.ts";

/** The state of reading one expression. */
export interface Reading {
  readonly tokens: readonly ExpressionToken[];
  /** Index in `tokens` of the next one. */
  at: number;
  depth: number;
  /** What a name's cell is wanted for. */
  use: Use;
  /** Where the expression ends, for faults. */
  readonly end: number;
  resolve(mention: Mention): TextExpression;
  place(index: number): Place;
}

/** @throws ExpressionFault */
export function parseCondition(reading: Reading): Condition {
  return toCondition(parseWhole(reading));
}

/** @throws ExpressionFault */
export function parseText(reading: Reading): TextExpression {
  const start = reading.tokens[reading.at]?.index ?? reading.end;
  return toText(parseWhole(reading), start);
}

function parseWhole(reading: Reading): Expression {
  const expression = parseOr(reading);
  const next = reading.tokens[reading.at];
  if (next) throw new ExpressionFault(next.index, `${quoteForMessage(next.text)} is one too many here.`);
  return expression;
}

function parseOr(reading: Reading): Expression {
  return parseChain(reading, "or", parseAnd);
}

function parseAnd(reading: Reading): Expression {
  return parseChain(reading, "and", parseNot);
}

function parseChain(
  reading: Reading,
  kind: "and" | "or",
  parsePart: (reading: Reading) => Expression,
): Expression {
  const first = parsePart(reading);
  if (reading.tokens[reading.at]?.kind !== kind) return first;
  const parts = [toCondition(first)];
  while (take(reading, kind)) parts.push(toCondition(parsePart(reading)));
  return { kind, parts };
}

function parseNot(reading: Reading): Expression {
  const token = take(reading, "not");
  if (!token) return parseComparison(reading);
  return deeper(reading, token.index, () => ({ kind: "not", condition: toCondition(parseNot(reading)) }));
}

function parseComparison(reading: Reading): Expression {
  const start = reading.tokens[reading.at]?.index ?? reading.end;
  const first = parseOperand(reading);
  const token = take(reading, "comparator");
  if (!token) return first;
  const rightStart = reading.tokens[reading.at]?.index ?? reading.end;
  const comparator = toComparator(token.text);
  const left = toText(first, start);
  const right = toText(parseOperand(reading), rightStart);
  if (comparator !== "==" && comparator !== "!=") {
    demandNumber(left, start);
    demandNumber(right, rightStart);
  }
  return { kind: "compare", comparator, left, right, ...reading.place(token.index) };
}

function parseOperand(reading: Reading): Expression {
  const token = reading.tokens[reading.at];
  if (!token) throw new ExpressionFault(reading.end, "here a name or a text is missing.");
  reading.at += 1;
  if (token.kind === "(") {
    return deeper(reading, token.index, () => {
      const inner = parseOr(reading);
      expect(reading, ")");
      return inner;
    });
  }
  if (token.kind === "string") return { kind: "literal", text: token.text, isNumber: false };
  if (token.kind === "words" && take(reading, "(")) {
    return deeper(reading, token.index, () => parseCall(reading, token));
  }
  if (token.kind === "words" && !Number.isNaN(numberOf(token.text))) {
    return { kind: "literal", text: token.text, isNumber: true };
  }
  if (token.kind === "words" || token.kind === "name") return parseName(reading, token);
  const found = quoteForMessage(token.text);
  throw new ExpressionFault(token.index, `here a name or a text is missing; there is ${found} instead.`);
}

function parseName(reading: Reading, { text, index }: ExpressionToken): TextExpression {
  if (!isName(text)) {
    const sentence = `${quoteForMessage(text)} can't be a name. Names have letters, digits, spaces, "_", "-" and ".".`;
    throw new ExpressionFault(index, sentence, "template-invalid-name");
  }
  return reading.resolve({ name: text, use: reading.use, ...reading.place(index) });
}

/** After the opening bracket. */
function parseCall(reading: Reading, { text, index }: ExpressionToken): TextExpression {
  const name = text.toLowerCase();
  if (!isFunctionName(name)) throw unknownFunction(text, index);
  const { use } = reading;
  const args: TextExpression[] = [];
  if (!take(reading, ")")) {
    do {
      // What has a default may be blank.
      if (name === "default" && args.length === 0 && use === "needed") reading.use = "defaulted";
      const start = reading.tokens[reading.at]?.index ?? reading.end;
      args.push(toText(parseOr(reading), start));
      reading.use = use;
    } while (take(reading, ","));
    expect(reading, ")");
  }
  const { least, most, example } = TEMPLATE_FUNCTIONS[name];
  if (args.length < least || args.length > most) {
    const sentence = `${name} takes ${least === most ? least : `${least} or ${most}`} of what stands in its brackets, not ${args.length}, like: ${example}.`;
    throw new ExpressionFault(index, sentence, "template-wrong-arguments");
  }
  return { kind: "call", name, args, ...reading.place(index) };
}

function unknownFunction(name: string, index: number): ExpressionFault {
  const guess = nearest(name, FUNCTION_NAMES);
  const hint = guess === undefined ? `There are: ${FUNCTION_NAMES.join(", ")}.` : `Did you mean ${guess}?`;
  const sentence = `there is no function ${quoteForMessage(name)}. ${hint}`;
  return new ExpressionFault(index, sentence, "template-unknown-function");
}

function deeper(reading: Reading, index: number, parse: () => Expression): Expression {
  reading.depth += 1;
  if (reading.depth > MAX_EXPRESSION_DEPTH) {
    const sentence = `this is nested more than ${MAX_EXPRESSION_DEPTH} deep. Make it simpler.`;
    throw new ExpressionFault(index, sentence, "template-too-deep");
  }
  const expression = parse();
  reading.depth -= 1;
  return expression;
}

function take(reading: Reading, kind: ExpressionToken["kind"]): ExpressionToken | undefined {
  const token = reading.tokens[reading.at];
  if (token?.kind !== kind) return undefined;
  reading.at += 1;
  return token;
}

function expect(reading: Reading, mark: ")"): void {
  const found = reading.tokens[reading.at];
  if (take(reading, mark)) return;
  const instead = found ? `; there is ${quoteForMessage(found.text)} instead` : "";
  throw new ExpressionFault(found?.index ?? reading.end, `here a ${mark} is missing${instead}.`);
}

function isText(expression: Expression): expression is TextExpression {
  const { kind } = expression;
  return kind === "literal" || kind === "column" || kind === "item" || kind === "call";
}

/** A text holds when it isn't blank. */
function toCondition(expression: Expression): Condition {
  return isText(expression) ? { kind: "filled", text: expression } : expression;
}

function toText(expression: Expression, index: number): TextExpression {
  if (isText(expression)) return expression;
  throw new ExpressionFault(
    index,
    "here stands a condition where a text is needed. Conditions go into {{if …}}.",
  );
}

function demandNumber(expression: TextExpression, index: number): void {
  if (expression.kind !== "literal" || !Number.isNaN(numberOf(expression.text))) return;
  const sentence = `${quoteForMessage(expression.text)} is no number; <, <=, > and >= compare numbers. Write == or != for texts.`;
  throw new ExpressionFault(index, sentence);
}

function toComparator(text: string): Comparator {
  if (text === "==" || text === "!=" || text === "<" || text === "<=" || text === ">") return text;
  return ">=";
}

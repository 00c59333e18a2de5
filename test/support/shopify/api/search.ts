import { type CallContext, unsupported } from "../context.ts";

/**
 * Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax) as far as it is implemented: words and
 * quoted phrases, `field:value`, `*` in values, `field:>value` and the like, `AND` (or a space), `OR`, `NOT` and `-`,
 * parentheses. A field that is not listed is refused, where Shopify would search without it and only warn.
 */
export interface Fields<T> {
  /** Texts that a word without a field is looked for in. */
  readonly texts: (item: T) => readonly (string | null)[];
  /** Values to match as a whole or by their words, by field. */
  readonly match: Readonly<Record<string, (item: T) => readonly (string | null)[]>>;
  /** Fields that are not searched as others are. */
  readonly own?: Readonly<Record<string, (item: T, wanted: string) => boolean>>;
  /** Values to compare, by field: numbers, or times as Shopify writes them. */
  readonly compare?: Readonly<Record<string, (item: T) => number | string>>;
}

type Test<T> = (item: T) => boolean;

/** Keeps what a query finds; everything for none. */
export function search<T>(
  context: CallContext,
  query: unknown,
  items: readonly T[],
  fields: Fields<T>,
): readonly T[] {
  if (query === null || query === undefined || String(query).trim() === "") return items;
  const parser = new Parser(context, tokensOf(String(query)), fields);
  return items.filter(parser.parse());
}

/** A bracket, a word, or a `field:value` with its quotes. */
function tokensOf(query: string): readonly string[] {
  return (
    query.match(/[()]|-?(?:[\w.]+:[<>]?=?)?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\\.|[^\s()])+)/g) ?? []
  );
}

class Parser<T> {
  #at = 0;
  readonly #context: CallContext;
  readonly #tokens: readonly string[];
  readonly #fields: Fields<T>;

  constructor(context: CallContext, tokens: readonly string[], fields: Fields<T>) {
    this.#context = context;
    this.#tokens = tokens;
    this.#fields = fields;
  }

  parse(): Test<T> {
    const test = this.#or();
    if (this.#at < this.#tokens.length) throw this.#refuse();
    return test;
  }

  #or(): Test<T> {
    const tests = [this.#and()];
    while (this.#take("OR")) tests.push(this.#and());
    return (item) => tests.some((test) => test(item));
  }

  #and(): Test<T> {
    const tests: Test<T>[] = [];
    for (;;) {
      this.#take("AND");
      const token = this.#tokens[this.#at];
      if (token === undefined || token === "OR" || token === ")") break;
      tests.push(this.#not());
    }
    if (tests.length === 0) throw this.#refuse();
    return (item) => tests.every((test) => test(item));
  }

  #not(): Test<T> {
    if (this.#take("NOT")) {
      const test = this.#not();
      return (item) => !test(item);
    }
    if (this.#take("(")) {
      const test = this.#or();
      if (!this.#take(")")) throw this.#refuse();
      return test;
    }
    const token = this.#tokens[this.#at] ?? "";
    this.#at += 1;
    if (!token.startsWith("-") || token === "-") return this.#term(token);
    const test = this.#term(token.slice(1));
    return (item) => !test(item);
  }

  #term(token: string): Test<T> {
    const { field, operator, value } =
      /^(?:(?<field>[\w.]+):(?<operator>[<>]=?)?)?(?<value>.*)$/s.exec(token)?.groups ?? {};
    const wanted = unquoted(value ?? "");
    if (field === undefined) {
      return (item) => this.#fields.texts(item).some((text) => text !== null && hasWord(text, wanted));
    }
    const compared = this.#fields.compare?.[field];
    if (compared !== undefined) return (item) => compares(compared(item), operator ?? "=", wanted);
    const own = this.#fields.own?.[field];
    if (own !== undefined && operator === undefined) return (item) => own(item, wanted);
    const matched = this.#fields.match[field];
    if (matched === undefined || operator !== undefined) {
      throw unsupported(this.#context, `search for ${token}`);
    }
    return (item) => matched(item).some((text) => text !== null && matches(text, wanted));
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #refuse(): Error {
    return unsupported(this.#context, `search for ${this.#tokens.join(" ")}`);
  }
}

const unquoted = (value: string): string =>
  (/^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value).replaceAll(/\\(.)/g, "$1").toLowerCase();

function compares(actual: number | string, operator: string, wanted: string): boolean {
  const [a, b] =
    typeof actual === "number" ? [actual, Number(wanted)] : [Date.parse(actual), Date.parse(wanted)];
  switch (operator) {
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    default:
      return a === b;
  }
}

/** As a whole, by pattern, or as a phrase of whole words. */
function matches(text: string, wanted: string): boolean {
  const lower = text.toLowerCase();
  if (wanted.includes("*")) return patternOf(wanted).test(lower);
  return lower === wanted || ` ${wordsOf(lower)} `.includes(` ${wordsOf(wanted)} `);
}

/** Words of a text are found by how they begin, with `*` or without, phrases as a whole. */
function hasWord(text: string, wanted: string): boolean {
  const lower = text.toLowerCase();
  if (wanted.endsWith("*")) return beginsTerm(lower, wanted.slice(0, -1));
  return lower.startsWith(wanted) || ` ${wordsOf(lower)}`.includes(` ${wordsOf(wanted)}`);
}

function beginsTerm(text: string, start: string): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (!/[\p{L}\p{N}]$/u.test(text.slice(0, at))) return true;
  }
  return false;
}

const wordsOf = (text: string): string =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");

const patternOf = (wanted: string): RegExp =>
  new RegExp(`^${wanted.split("*").map(escaped).join(".*")}$`, "s");

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

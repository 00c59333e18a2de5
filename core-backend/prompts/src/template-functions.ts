import { trim } from "./clean.ts";

/** What a name may be called with: how many arguments, and an example for messages. */
interface Signature {
  least: number;
  most: number;
  example: string;
}

/** Every function of the template language; all take texts and give a text. */
export const TEMPLATE_FUNCTIONS = {
  capitalize: { least: 1, most: 1, example: "capitalize(name)" },
  upper: { least: 1, most: 1, example: "upper(name)" },
  lower: { least: 1, most: 1, example: "lower(name)" },
  title: { least: 1, most: 1, example: "title(name)" },
  join: { least: 1, most: 2, example: 'join(list, " and ")' },
  default: { least: 2, most: 2, example: 'default(name, "text")' },
} as const satisfies Record<string, Signature>;

export type FunctionName = keyof typeof TEMPLATE_FUNCTIONS;

export const FUNCTION_NAMES = Object.keys(TEMPLATE_FUNCTIONS);

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(TEMPLATE_FUNCTIONS, name);
}

/** The functions of one text and nothing else. */
export const CASE_FUNCTIONS = {
  capitalize: (text: string): string => text.replace(/^[^\p{L}\p{N}]*\p{L}/u, (start) => start.toUpperCase()),
  upper: (text: string): string => text.toUpperCase(),
  lower: (text: string): string => text.toLowerCase(),
  // A letter after an apostrophe or a digit starts no word: "don't", "3d".
  title: (text: string): string =>
    text.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase()),
} as const;

/** A list's items: the text cut at every `,`, `;` and `|`, trimmed, without the blank ones. */
export function splitList(text: string): string[] {
  const items: string[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (index < text.length && !isSeparator(text.charCodeAt(index))) continue;
    const item = trim(text.slice(start, index));
    if (item !== "") items.push(item);
    start = index + 1;
  }
  return items;
}

function isSeparator(unit: number): boolean {
  return unit === 0x2c || unit === 0x3b || unit === 0x7c;
}

/** A number as people write it in a cell, like -3 or 2.50; NaN for everything else, which compares with nothing. */
export function numberOf(text: string): number {
  return text.length <= 30 && /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

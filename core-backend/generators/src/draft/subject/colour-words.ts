/** A colour a prompt may name, as CIE L*a*b* (D65) of the usual sRGB colour of that name. */
export type NamedLab = readonly [L: number, a: number, b: number];

const COLOURS: Readonly<Record<string, NamedLab>> = {
  red: [48, 68, 48],
  crimson: [42, 62, 34],
  scarlet: [53, 71, 56],
  maroon: [26, 45, 28],
  burgundy: [27, 43, 15],
  orange: [68, 38, 68],
  rust: [44, 40, 42],
  terracotta: [55, 36, 34],
  copper: [58, 26, 40],
  peach: [82, 16, 24],
  coral: [67, 45, 35],
  brown: [38, 20, 28],
  tan: [74, 5, 25],
  beige: [89, 0, 14],
  cream: [95, 0, 12],
  bronze: [56, 14, 42],
  gold: [76, 6, 66],
  golden: [76, 6, 66],
  yellow: [90, -8, 80],
  mustard: [70, 8, 66],
  olive: [52, -9, 50],
  lime: [84, -50, 72],
  green: [50, -46, 38],
  emerald: [58, -52, 22],
  sage: [68, -12, 14],
  mint: [86, -28, 10],
  teal: [48, -29, -9],
  turquoise: [76, -40, -4],
  cyan: [78, -36, -20],
  aqua: [78, -36, -20],
  blue: [42, 14, -58],
  navy: [22, 12, -38],
  indigo: [30, 34, -52],
  azure: [62, -4, -44],
  purple: [36, 48, -44],
  violet: [42, 52, -50],
  lavender: [76, 14, -22],
  lilac: [74, 20, -18],
  plum: [38, 34, -18],
  magenta: [56, 78, -36],
  pink: [74, 40, 2],
  rose: [62, 50, 12],
  black: [14, 0, 0],
  charcoal: [30, -1, -3],
  grey: [56, 0, 0],
  gray: [56, 0, 0],
  silver: [78, 0, -1],
  white: [96, 0, 0],
  ivory: [95, -1, 8],
};

// "white background", "on black": the colour of the ground, not of the subject.
const GROUND =
  /\b(?:on|against|over) (?:an? )?(?:\w+ )?\w+\b(?: background| backdrop)?|\b\w+ (?:background|backdrop|light|lighting)\b/g;
// "red wine", "golden retriever": names, not colours.
const NAMES =
  /\b(?:golden (?:retriever|hour|age)|orange juice|white wine|black forest|rose (?:garden|bush|petal)s?)\b/g;

/** The first colour word said of the subject (in the CSV's subject, else in the prompt), or undefined. */
export function subjectColour(prompt: string, subject?: string): NamedLab | undefined {
  for (const text of [subject ?? "", prompt]) {
    const plain = text.toLowerCase().replace(NAMES, " ").replace(GROUND, " ");
    for (const word of plain.match(/[a-z]+/g) ?? []) {
      const lab = Object.hasOwn(COLOURS, word) && !isNoun(word, plain) ? COLOURS[word] : undefined;
      if (lab !== undefined) return lab;
    }
  }
  return undefined;
}

/** True when a word that is both thing and colour ("an orange") is the thing here. */
function isNoun(word: string, text: string): boolean {
  return (
    /^(?:orange|peach|rose|lime|olive|plum|coral|lavender|gold)$/.test(word) &&
    !new RegExp(`\\b${word} [a-z]{3,}`).test(text)
  );
}

/** True for a word that only says the colour. */
export function isColourWord(word: string): boolean {
  return Object.hasOwn(COLOURS, word);
}

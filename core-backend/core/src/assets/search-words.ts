/** Longer words are cut, in what is searched and in what is looked for. */
const LONGEST_WORD = 64;

// Scripts that put no spaces between words: each character counts as a word, so that any part of a text is found.
const UNSPACED =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]+`, "gv");

/**
 * The distinct words of a text, folded: compatible forms, case and accents make no difference. A word has letters,
 * digits and combining marks only, whatever the text was.
 */
export function wordsOf(text: string): string[] {
  const words = fold(text).match(WORD) ?? [];
  return [...new Set(words.map(cut))];
}

/** By whole characters. */
function cut(word: string): string {
  return word.length > LONGEST_WORD ? Array.from(word).slice(0, LONGEST_WORD).join("") : word;
}

function fold(text: string): string {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{Diacritic}+/gu, "")
      // Upper case first makes ß and ss, and the two small sigmas, one.
      .toUpperCase()
      .toLowerCase()
      .replaceAll("ς", "σ")
  );
}

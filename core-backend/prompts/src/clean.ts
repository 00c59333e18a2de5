const UNUSUAL = /[\p{Cc}\u2028\u2029]/u;
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/**
 * A cell's text as one line: trimmed, each run of blanks that holds a line break or tab made one space, control
 * characters removed. Other blanks stay as they are.
 */
export function toOneLine(text: string): string {
  if (isPlain(text) || !UNUSUAL.test(text)) return trim(text);
  return text
    .replace(/[\s\u0085]+/g, (run) => (BREAK.test(run) ? " " : run))
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** A cell's text with its lines and tabs kept: trimmed, other control characters removed. */
export function toPlainText(text: string): string {
  if (isPlain(text) || !UNUSUAL.test(text)) return trim(text);
  return text.replace(/[^\P{Cc}\t\n]/gu, "").trim();
}

/** `text.trim()`, but faster for what has nothing to trim. */
export function trim(text: string): string {
  const { length } = text;
  if (length === 0) return text;
  return isBlackAscii(text.charCodeAt(0)) && isBlackAscii(text.charCodeAt(length - 1)) ? text : text.trim();
}

function isBlackAscii(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

/** Beyond this length the regular expression is faster. */
const SHORT = 64;

/** Whether a short text is of printable ASCII, as most cells are; much faster to tell than the rest. */
function isPlain(text: string): boolean {
  if (text.length > SHORT) return false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}

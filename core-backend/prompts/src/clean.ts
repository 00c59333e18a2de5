const UNUSUAL = /[\p{Cc}\u2028\u2029]/u;
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/**
 * A cell's text as one line: trimmed, each run of blanks that holds a line break or tab made one space, control
 * characters removed. Other blanks stay as they are.
 */
export function toOneLine(text: string): string {
  if (!UNUSUAL.test(text)) return text.trim();
  return text
    .replace(/[\s\u0085]+/g, (run) => (BREAK.test(run) ? " " : run))
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** A cell's text with its lines and tabs kept: trimmed, other control characters removed. */
export function toPlainText(text: string): string {
  if (!UNUSUAL.test(text)) return text.trim();
  return text.replace(/[^\P{Cc}\t\n]/gu, "").trim();
}

/**
 * Which of `columns` a template may use: those whose name is written in it somewhere. Names are compared by their
 * letters and digits alone, so that none which the template does use is missed; one too many does no harm but an
 * image more.
 */
export function usedColumns(template: string, columns: Iterable<string>): ReadonlySet<string> {
  const text = plain(template);
  return new Set([...columns].filter((column) => plain(column) !== "" && text.includes(plain(column))));
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

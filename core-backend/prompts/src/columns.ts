/** How freely a name may differ from a column's: not at all, in case, in case and separators. */
const KEYS: readonly ((name: string) => string)[] = [
  (name) => name.normalize("NFC").trim(),
  (name) => name.normalize("NFC").trim().toLowerCase(),
  (name) =>
    name
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ""),
];

export type ColumnMatch =
  | { kind: "found"; column: string }
  | { kind: "ambiguous"; columns: readonly string[] }
  | { kind: "missing" };

/** The column a template name means: the one so called, else the only one so called when case is ignored. */
export function matchColumn(columns: readonly string[], name: string): ColumnMatch {
  for (const keyOf of KEYS.slice(0, 2)) {
    const key = keyOf(name);
    const [column, ...others] = columns.filter((candidate) => keyOf(candidate) === key);
    if (column === undefined) continue;
    return others.length === 0
      ? { kind: "found", column }
      : { kind: "ambiguous", columns: [column, ...others] };
  }
  return { kind: "missing" };
}

/**
 * The first of the wanted names that is a column: exactly, else as the only match when case is ignored, else when
 * blanks, "_", "-" and other separators are too. Undefined when none is.
 *
 * @example findColumn(["Variant SKU", "Title"], ["sku", "variant_sku"]) // "Variant SKU"
 */
export function findColumn(columns: readonly string[], wanted: readonly string[]): string | undefined {
  for (const name of wanted) {
    for (const keyOf of KEYS) {
      const key = keyOf(name);
      const [column, ...others] = columns.filter((candidate) => keyOf(candidate) === key);
      if (column !== undefined && others.length === 0) return column;
    }
  }
  return undefined;
}

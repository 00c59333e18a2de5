/** A CSV of `rows` rows with a SKU and a subject. */
export function simpleCsv(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, index) => `SKU-${String(index + 1).padStart(5, "0")},mug ${index + 1}`,
  );
  return `sku,subject\n${lines.join("\n")}\n`;
}

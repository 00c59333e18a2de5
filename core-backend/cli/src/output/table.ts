import type { Terminal, Tone } from "./terminal.ts";
import { displayWidth, pad, plain, truncate, wrap } from "./text.ts";

export interface TableColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: "left" | "right";
  /** May be cut when the terminal is too narrow; the widest such column is cut first. */
  readonly shrinks?: true;
  readonly tone?: (row: Row) => Tone | undefined;
}

const GAP = "  ";
const LEAST_WIDTH = 6;

/** Rows as aligned columns under dim headings, no wider than the terminal where that is possible. */
export function formatTable<Row>(
  terminal: Pick<Terminal, "columns" | "paint">,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): string {
  const cells = rows.map((row) => columns.map((column) => plain(column.value(row))));
  const natural = columns.map((column, at) =>
    Math.max(displayWidth(column.title), ...cells.map((line) => displayWidth(line[at] ?? ""))),
  );
  const widths = fitWidths(columns, natural, terminal.columns);
  const heading = columns.map((column, at) => cell(column.title, widths[at] ?? 0, column.align));
  const lines = cells.map((line, rowAt) =>
    columns.map((column, at) => {
      const text = cell(line[at] ?? "", widths[at] ?? 0, column.align);
      const row = rows[rowAt];
      const tone = row === undefined ? undefined : column.tone?.(row);
      return tone === undefined ? text : terminal.paint(tone, text);
    }),
  );
  const joined = [
    terminal.paint("dim", heading.join(GAP).trimEnd()),
    ...lines.map((line) => line.join(GAP).trimEnd()),
  ];
  return joined.join("\n");
}

const cell = (text: string, width: number, align: "left" | "right" = "left") =>
  pad(truncate(text, width), width, align);

function fitWidths<Row>(
  columns: readonly TableColumn<Row>[],
  natural: readonly number[],
  available: number | undefined,
): readonly number[] {
  if (available === undefined) return natural;
  const widths = [...natural];
  const gaps = GAP.length * (columns.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, gaps) - available;
  while (excess > 0) {
    const widest = widestShrinking(columns, widths);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function widestShrinking<Row>(
  columns: readonly TableColumn<Row>[],
  widths: readonly number[],
): number | undefined {
  let found: number | undefined;
  for (const [at, column] of columns.entries()) {
    const width = widths[at] ?? 0;
    if (column.shrinks !== true || width <= LEAST_WIDTH) continue;
    if (found === undefined || width > (widths[found] ?? 0)) found = at;
  }
  return found;
}

/** Names and values, one a line; a sentence that is wider than the terminal goes on below itself. */
export function formatFacts(
  terminal: Pick<Terminal, "paint"> & Partial<Pick<Terminal, "columns">>,
  facts: readonly (readonly [name: string, value: string])[],
): string {
  const width = Math.max(0, ...facts.map(([name]) => displayWidth(name)));
  return facts
    .map(([name, value]) => {
      const lines = wrap(plain(value), Math.max(24, (terminal.columns ?? Infinity) - width - GAP.length));
      return `${terminal.paint("dim", pad(name, width))}  ${lines.join(`\n${" ".repeat(width)}${GAP}`)}`;
    })
    .join("\n");
}

import type { Terminal, Tone } from "./terminal.ts";
import { displayWidth, pad, plain, truncate, wrap } from "./text.ts";

export interface TableColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: "left" | "right";
  /** May be cut when the terminal is too narrow; the widest such column is cut first. */
  readonly shrinks?: true;
  /** Left out when the terminal is too narrow for what counts more; the last such column goes first. */
  readonly spare?: true;
  /** Of one that shrinks: how narrow it may get before spare columns are left out. */
  readonly least?: number;
  readonly tone?: (row: Row) => Tone | undefined;
}

const GAP = "  ";
/** Of a column that was cut: nobody can tell from less what it said. Spare columns go before that. */
const LEGIBLE_WIDTH = 10;
export const LEAST_WIDTH = 6;

/**
 * Rows as aligned columns under dim headings, no wider than the terminal where that is possible; a column that says
 * nothing in any row takes no room. A last line names the columns that there was no room for.
 */
export function formatTable<Row>(
  terminal: Pick<Terminal, "columns" | "paint">,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): string {
  const measured = columns.map((column) => measure(column, rows)).filter(saysSomething);
  const kept = withoutSpare(measured, terminal.columns);
  const widths = fitWidths(kept, terminal.columns);
  const heading = kept.map(({ column }, at) => cell(column.title, widths[at] ?? 0, column.align));
  const lines = rows.map((row, rowAt) =>
    kept.map(({ column, cells }, at) => {
      const text = cell(cells[rowAt] ?? "", widths[at] ?? 0, column.align);
      const tone = column.tone?.(row);
      return tone === undefined ? text : terminal.paint(tone, text);
    }),
  );
  const left = measured.filter((one) => !kept.includes(one)).map(({ column }) => column.title);
  return [
    terminal.paint("dim", heading.join(GAP).trimEnd()),
    ...lines.map((line) => line.join(GAP).trimEnd()),
    ...(left.length === 0
      ? []
      : [terminal.paint("dim", `There is no room for: ${left.join(", ")}. --json has all.`)]),
  ].join("\n");
}

/** A column with what its cells say, and the width that they take uncut. */
interface Measured<Row> {
  readonly column: TableColumn<Row>;
  readonly cells: readonly string[];
  readonly width: number;
}

function measure<Row>(column: TableColumn<Row>, rows: readonly Row[]): Measured<Row> {
  const cells = rows.map((row) => plain(column.value(row)));
  return { column, cells, width: Math.max(displayWidth(column.title), ...cells.map(displayWidth)) };
}

const saysSomething = <Row>({ cells }: Measured<Row>): boolean =>
  cells.length === 0 || cells.some((text) => text !== "");

/** The columns that a terminal has room for when each is cut as far as it stays legible. */
function withoutSpare<Row>(
  columns: readonly Measured<Row>[],
  available: number | undefined,
): readonly Measured<Row>[] {
  const least = columns.map(({ column, width }) =>
    column.shrinks === true ? Math.min(width, column.least ?? LEGIBLE_WIDTH) : width,
  );
  const spare = columns.findLastIndex(({ column }) => column.spare === true);
  if (available === undefined || spare < 0 || totalWidth(least) <= available) return columns;
  return withoutSpare(columns.toSpliced(spare, 1), available);
}

const totalWidth = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));

const cell = (text: string, width: number, align: "left" | "right" = "left") =>
  pad(truncate(text, width), width, align);

function fitWidths<Row>(columns: readonly Measured<Row>[], available: number | undefined): readonly number[] {
  const widths = columns.map(({ width }) => width);
  if (available === undefined) return widths;
  for (let excess = totalWidth(widths) - available; excess > 0; excess--) {
    const widest = widestShrinking(columns, widths);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function widestShrinking<Row>(
  columns: readonly Measured<Row>[],
  widths: readonly number[],
): number | undefined {
  let found: number | undefined;
  for (const [at, { column }] of columns.entries()) {
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

import { textBar } from "./histogram.ts";
import type { Terminal, Tone } from "./terminal.ts";
import { displayWidth, pad } from "./text.ts";

const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;
const level = (eighths: number): string => LEVELS[Math.min(8, Math.max(1, eighths)) - 1] ?? "█";

/** A row of columns, the highest of them full; nothing where a value is 0. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(0, ...values);
  return values.map((value) => (value <= 0 ? " " : level(Math.ceil((value / most) * 8)))).join("");
}

export interface BarLine {
  readonly label: string;
  readonly value: number;
  /** What stands behind the bar. */
  readonly text: string;
  readonly tone?: Tone;
}

/** Horizontal bars under one another, the longest as wide as there is room in `columns`. */
export function formatBars(
  terminal: Pick<Terminal, "paint">,
  bars: readonly BarLine[],
  columns: number,
): readonly string[] {
  const labels = Math.max(0, ...bars.map(({ label }) => displayWidth(label)));
  const texts = Math.max(0, ...bars.map(({ text }) => displayWidth(text)));
  const width = Math.max(8, Math.min(48, columns - labels - texts - 4));
  const most = Math.max(0, ...bars.map(({ value }) => value));
  return bars.map(({ label, value, text, tone }) => {
    // Whatever is there shows, if only by an eighth.
    const bar = value <= 0 ? "" : textBar(Math.max(value / most, 1 / (8 * width)), width);
    const painted = tone === undefined ? bar : terminal.paint(tone, bar);
    return `${terminal.paint("dim", pad(label, labels))}  ${painted}${bar === "" ? "" : " "}${text}`;
  });
}

/** Parts can be told apart without colours too. */
const fills: Partial<Record<Tone, string>> = { bad: "▒", dim: "░" };

export interface Part {
  readonly value: number;
  readonly tone: Tone;
}

/** One bar of parts that fill `width` columns together; a part that is not nothing has one column at least. */
export function stackedBar(terminal: Pick<Terminal, "paint">, parts: readonly Part[], width: number): string {
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  if (total <= 0) return terminal.paint("dim", "░".repeat(width));
  const widths = parts.map(({ value }) =>
    value <= 0 ? 0 : Math.max(1, Math.round((value / total) * width)),
  );
  // What rounding made too much or too little, the widest part bears.
  const widest = widths.indexOf(Math.max(...widths));
  const excess = widths.reduce((sum, one) => sum + one, 0) - width;
  return parts
    .map(({ tone }, at) => {
      const columns = Math.max(0, (widths[at] ?? 0) - (at === widest ? excess : 0));
      return terminal.paint(tone, (fills[tone] ?? "█").repeat(columns));
    })
    .join("");
}

export interface ColumnChart {
  readonly values: readonly number[];
  readonly height: number;
  /** Under the first and the last column. */
  readonly ends: readonly [string, string];
  readonly tone: Tone;
}

/** Columns over an axis, with the highest value beside it. Many values share a column: their sum counts then. */
export function formatColumns(
  terminal: Pick<Terminal, "paint">,
  { values, height, ends, tone }: ColumnChart,
  columns: number,
): readonly string[] {
  const axis = 8;
  const room = Math.max(10, columns - axis - 2);
  const perColumn = Math.max(1, Math.ceil(values.length / room));
  const sums = sumsOf(values, perColumn);
  // Few values get wide columns with a gap between.
  const wide = Math.max(1, Math.min(4, Math.floor(room / Math.max(1, sums.length))));
  const [bar, gap] = wide > 1 ? [wide - 1, 1] : [1, 0];
  const most = Math.max(1, ...sums);
  const lines: string[] = [];
  for (let row = height; row >= 1; row--) {
    const cells = sums.map((sum) => cellOf(sum, { most, row, height }).repeat(bar) + " ".repeat(gap));
    const label = row === height ? most.toLocaleString("en-US") : "";
    lines.push(
      `${terminal.paint("dim", `${pad(label, axis, "right")} ┤`)}${terminal.paint(tone, cells.join("").trimEnd())}`,
    );
  }
  const width = sums.length * (bar + gap);
  const line = "─".repeat(Math.max(width, displayWidth(ends[0]) + displayWidth(ends[1]) + 1));
  const middle = " ".repeat(Math.max(1, line.length - displayWidth(ends[0]) - displayWidth(ends[1])));
  lines.push(terminal.paint("dim", `${pad("0", axis, "right")} └${line}`));
  const labels = values.length > 1 ? `${ends[0]}${middle}${ends[1]}` : ends[0];
  lines.push(terminal.paint("dim", `${" ".repeat(axis + 2)}${labels}`));
  return lines;
}

function sumsOf(values: readonly number[], perColumn: number): readonly number[] {
  const sums = new Array<number>(Math.ceil(values.length / perColumn)).fill(0);
  for (const [at, value] of values.entries()) {
    const column = Math.floor(at / perColumn);
    sums[column] = (sums[column] ?? 0) + value;
  }
  return sums;
}

function cellOf(sum: number, { most, row, height }: { most: number; row: number; height: number }): string {
  const eighths = sum <= 0 ? 0 : Math.max(1, Math.round((sum / most) * height * 8));
  const here = eighths - (row - 1) * 8;
  return here <= 0 ? " " : level(here);
}

import type { Terminal, Tone } from "./terminal.ts";
import { pad } from "./text.ts";

export interface Bin {
  /** Scores in [from, to); the last bin of all holds 1 as well. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BINS_OF_ONE = 20;

/** Counts scores in [0, 1] in bins of 0.05, from the lowest bin that holds one to the highest. */
export function scoreBins(scores: readonly number[]): readonly Bin[] {
  const counts = new Array<number>(BINS_OF_ONE).fill(0);
  // The tiny addition puts 0.15 * 20 = 3.0000000000000004 and 0.35 * 20 = 6.999… each in their own bin.
  const binOf = (score: number) =>
    Math.min(BINS_OF_ONE - 1, Math.max(0, Math.floor(score * BINS_OF_ONE + 1e-9)));
  for (const score of scores) counts[binOf(score)] = (counts[binOf(score)] ?? 0) + 1;
  const first = counts.findIndex((count) => count > 0);
  if (first === -1) return [];
  const last = counts.findLastIndex((count) => count > 0);
  return counts
    .slice(first, last + 1)
    .map((count, at) => ({ from: (first + at) / BINS_OF_ONE, to: (first + at + 1) / BINS_OF_ONE, count }));
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of block characters, exact to an eighth of a column. */
export function textBar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

/** The distribution of scores as text, best bin on top, with a line where the gate is. */
export function formatHistogram(
  terminal: Pick<Terminal, "columns" | "paint">,
  scores: readonly number[],
  gate: number,
): string {
  const bins = scoreBins(scores).toReversed();
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = Math.min(40, Math.max(10, (terminal.columns ?? 80) - 24));
  const lines: string[] = [];
  for (const bin of bins) {
    const bar = bin.count === 0 ? "" : textBar(Math.max(bin.count / most, 1 / (8 * width)), width);
    const label = `${bin.from.toFixed(2)}–${bin.to.toFixed(2)}`;
    lines.push(
      `${terminal.paint("dim", label)}  ${terminal.paint(toneOf(bin.from, gate), pad(bar, width))} ${bin.count}`,
    );
    if (bin.from <= gate && gate < bin.to) lines.push(terminal.paint("dim", `  gate ${gate.toFixed(2)} ┄┄┄`));
  }
  return lines.join("\n");
}

/** Colour of a score: above the gate, near it, or well below. */
export function toneOf(score: number, gate: number): Tone {
  if (score >= gate - 1e-9) return "good";
  return score >= gate - 0.1 ? "fair" : "bad";
}

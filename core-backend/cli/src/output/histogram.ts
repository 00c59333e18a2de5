import type { Terminal, Tone } from "./terminal.ts";
import { pad } from "./text.ts";

export interface Bin {
  /** Scores in [from, to); the last bin of all holds 1 as well. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Each divides the usual gate of 0.85, so that no bin is on both sides of it. */
const BINS_OF_ONE = [100, 40, 20] as const;
const MOST_BINS = 12;

/** Counts scores in [0, 1] in bins of 0.01, 0.025 or 0.05, from the lowest bin that holds one to the highest. */
export function scoreBins(scores: readonly number[]): readonly Bin[] {
  if (scores.length === 0) return [];
  const ofOne = BINS_OF_ONE.find((count) => spanOf(scores, count).length <= MOST_BINS) ?? BINS_OF_ONE[2];
  const { first, length } = spanOf(scores, ofOne);
  const counts = new Array<number>(length).fill(0);
  for (const score of scores) {
    const at = binOf(score, ofOne) - first;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((count, at) => ({ from: (first + at) / ofOne, to: (first + at + 1) / ofOne, count }));
}

function spanOf(scores: readonly number[], ofOne: number): { first: number; length: number } {
  const bins = scores.map((score) => binOf(score, ofOne));
  const first = bins.reduce((least, bin) => Math.min(least, bin), ofOne);
  return { first, length: bins.reduce((most, bin) => Math.max(most, bin), 0) - first + 1 };
}

// 0.29 * 100 is 28.999999999999996: the tiny addition puts a score on an edge into the upper bin.
const binOf = (score: number, ofOne: number): number =>
  Math.min(ofOne - 1, Math.max(0, Math.floor(score * ofOne + 1e-9)));

/** An edge of a bin: `0.85`, or `0.875` where bins are that narrow. */
export const formatEdge = (edge: number): string =>
  Math.abs(edge * 100 - Math.round(edge * 100)) < 1e-9 ? edge.toFixed(2) : edge.toFixed(3);

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
    const label = `${formatEdge(bin.from)}–${formatEdge(bin.to)}`.padEnd(11);
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

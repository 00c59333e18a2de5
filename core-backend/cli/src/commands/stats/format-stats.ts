import {
  type Analytics,
  type AnalyticsSummary,
  type Bin,
  DEFAULT_DEVIATION_THRESHOLD,
} from "@assetql/contract";
import { type BarLine, formatBars, formatColumns, stackedBar } from "../../output/charts.ts";
import { formatScore, formatUsd } from "../../output/format.ts";
import { formatEdge, toneOf } from "../../output/histogram.ts";
import type { Terminal } from "../../output/terminal.ts";
import { formatGroups } from "./format-groups.ts";
import { count, counted, daysOf, inhabited, percent, precise } from "./numbers.ts";

type Paper = Pick<Terminal, "columns" | "paint">;

const DEFAULT_COLUMNS = 80;
const MOST_COLUMNS = 110;
const CHART_HEIGHT = 5;

/** Everything that analytics say, as charts that fit the terminal. */
export function formatStats(terminal: Paper, analytics: Analytics): string {
  const { from, to, totals } = analytics;
  const range = from === to ? `on ${from}` : `from ${from} to ${to}`;
  if (totals.batches === 0) return `No batch that fits was submitted ${range} (UTC).`;
  const columns = Math.min(MOST_COLUMNS, terminal.columns ?? DEFAULT_COLUMNS);
  const sections = [
    [
      `${terminal.paint("strong", `${counted(totals.batches, "batch", "batches")}, ${counted(totals.tasks, "image")}`)} submitted ${range} (UTC), cost ${formatUsd(totals.costUsd)}`,
    ],
    successOf(terminal, totals, columns),
    scoresOf(terminal, analytics, columns),
    durationsOf(terminal, totals, columns),
    volumeOf(terminal, analytics, columns),
    formatGroups(terminal, analytics),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const heading = (terminal: Paper, title: string, words: string): string =>
  `${terminal.paint("strong", title)}  ${words}`;

function successOf(terminal: Paper, totals: AnalyticsSummary, columns: number): readonly string[] {
  const { completed, failed, tasks, failuresByClass, retries } = totals;
  const open = Math.max(0, tasks - completed - failed);
  const parts = [
    { value: completed, tone: "good" as const },
    { value: failed, tone: "bad" as const },
    { value: open, tone: "dim" as const },
  ];
  const words = [
    `${count(completed)} completed`,
    failed > 0 ? `${count(failed)} failed` : "",
    open > 0 ? `${count(open)} open or cancelled` : "",
    retries > 0 ? counted(retries, "retry", "retries") : "",
  ].filter((text) => text !== "");
  const failures = Object.entries(failuresByClass)
    .filter(([, value]) => value > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([label, value]): BarLine => ({ label, value, text: count(value), tone: "bad" }));
  return [
    heading(terminal, "Success", `${percent(totals.successRate)}: ${words.join(", ")}`),
    stackedBar(terminal, parts, Math.min(60, columns)),
    ...formatBars(terminal, failures, columns),
  ];
}

function scoresOf(terminal: Paper, { totals, byBatch }: Analytics, columns: number): readonly string[] {
  const { scores } = totals;
  if (scores.count === 0) return [];
  const gates = new Set(byBatch.map(({ threshold }) => threshold));
  const [gate = DEFAULT_DEVIATION_THRESHOLD] = gates;
  const bins = inhabited(scores.bins).toReversed();
  const lines = formatBars(
    terminal,
    bins.map((bin) => ({
      label: `${formatEdge(bin.from)}–${formatEdge(bin.to ?? 1)}`,
      value: bin.count,
      text: count(bin.count),
      tone: toneOf(bin.from, gate),
    })),
    columns,
  );
  const words = `mean ${formatScore(scores.mean)} of ${counted(scores.count, "image")}`;
  const told = gates.size > 1 ? `${words}, coloured by the newest batch's gate of ${gate.toFixed(2)}` : words;
  return [
    heading(terminal, "Style scores", told),
    ...bins.flatMap((bin, at) => {
      const line = lines[at] ?? "";
      const isGate = gates.size === 1 && bin.from <= gate + 1e-9 && gate < (bin.to ?? 1) - 1e-9;
      return isGate ? [line, terminal.paint("dim", `┄┄┄ gate ${gate.toFixed(2)}`)] : [line];
    }),
  ];
}

function durationsOf(terminal: Paper, { durations }: AnalyticsSummary, columns: number): readonly string[] {
  if (durations.count === 0) return [];
  const bins = inhabited(durations.bins);
  const about = (seconds: number | null): string => (seconds === null ? "–" : precise(seconds));
  return [
    heading(
      terminal,
      "Time of a try",
      `half within about ${about(durations.p50Seconds)}, 95 % within about ${about(durations.p95Seconds)}, mean ${about(durations.meanSeconds)}`,
    ),
    ...formatBars(
      terminal,
      bins.map((bin) => ({ label: spanOf(bin), value: bin.count, text: count(bin.count), tone: "accent" })),
      columns,
    ),
  ];
}

function spanOf({ from, to }: Bin): string {
  if (to === null) return `${precise(from)} and more`;
  return from === 0 ? `under ${precise(to)}` : `${precise(from)} – ${precise(to)}`;
}

function volumeOf(terminal: Paper, { from, to, byDay }: Analytics, columns: number): readonly string[] {
  // A single day has said it all in the first line.
  if (byDay.length < 2) return [];
  const days = daysOf(from, to);
  const tasks = new Map(byDay.map((day) => [day.day, day.tasks]));
  const busiest = byDay.reduce((most, day) => (day.tasks > most.tasks ? day : most), { day: "", tasks: 0 });
  return [
    heading(terminal, "Images by day of submission", `most on ${busiest.day}: ${count(busiest.tasks)}`),
    ...formatColumns(
      terminal,
      {
        values: days.map((day) => tasks.get(day) ?? 0),
        height: CHART_HEIGHT,
        ends: [from.slice(5), to.slice(5)],
        tone: "accent",
      },
      columns,
    ),
  ];
}

import { type Analytics, type AnalyticsSummary, DEFAULT_DEVIATION_THRESHOLD } from "@assetql/contract";
import { sparkline } from "../../output/charts.ts";
import { formatScore, formatTime, formatUsd } from "../../output/format.ts";
import { formatEdge, toneOf } from "../../output/histogram.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { count, inhabited, percent, precise } from "./numbers.ts";

interface Group {
  readonly name: string;
  readonly gate: number;
  readonly summary: AnalyticsSummary;
}

type Paper = Pick<Terminal, "columns" | "paint">;

const SHOWN = 10;

/** The same figures style by style, model by model and batch by batch, with the shape of each one's scores. */
export function formatGroups(
  terminal: Paper,
  { totals, byStyle, byModel, byBatch }: Analytics,
): readonly string[] {
  const scale = scaleOf(totals);
  const gate = byBatch[0]?.threshold ?? DEFAULT_DEVIATION_THRESHOLD;
  const table = (title: string, groups: readonly Group[]): readonly string[] => {
    const rest = groups.length - SHOWN;
    return [
      formatTable(terminal, columnsFor(terminal, columnsOf(title, scale)), groups.slice(0, SHOWN)),
      ...(rest > 0 ? [terminal.paint("dim", `… ${count(rest)} more; --json has them`)] : []),
    ];
  };
  const batches = byBatch.map(({ name, threshold, createdAt, summary }) => ({
    name: `${formatTime(createdAt).slice(5, 10)} ${name}`,
    gate: threshold,
    summary,
  }));
  return [
    ...table(
      "Style",
      byStyle.map(({ name, summary }) => ({ name, gate, summary })),
    ),
    "",
    ...table(
      "Model",
      byModel.map(({ model, summary }) => ({ name: model, gate, summary })),
    ),
    "",
    ...table("Batch, newest first", batches),
    ...(totals.batches > byBatch.length
      ? [
          terminal.paint(
            "dim",
            `… and ${count(totals.batches - byBatch.length)} earlier, which every sum has too`,
          ),
        ]
      : []),
  ];
}

/** Of all scores, so that the shapes of two groups can be compared. */
function scaleOf({ scores }: AnalyticsSummary): { first: number; last: number; title: string } {
  const bins = inhabited(scores.bins);
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return { first: 0, last: -1, title: "Scores" };
  return {
    first: scores.bins.indexOf(first),
    last: scores.bins.indexOf(last),
    title: `${formatEdge(first.from)}–${formatEdge(last.to ?? 1)}`,
  };
}

/** A narrow terminal has no room for all; what the charts above say too is left out first. */
const WIDTHS: readonly { readonly below: number; readonly without: readonly string[] }[] = [
  { below: 50, without: ["p50", "Cost", "p95", "Score"] },
  { below: 66, without: ["p50", "Cost", "p95"] },
  { below: 76, without: ["p50"] },
];

function columnsFor({ columns: width }: Paper, columns: readonly TableColumn<Group>[]) {
  const without = width === undefined ? [] : (WIDTHS.find(({ below }) => width < below)?.without ?? []);
  return columns.filter(({ title }) => !without.includes(title));
}

function columnsOf(title: string, scale: ReturnType<typeof scaleOf>): readonly TableColumn<Group>[] {
  const seconds = (value: number | null): string => (value === null ? "–" : precise(value));
  return [
    { title, value: ({ name }) => name, shrinks: true },
    { title: "Images", value: ({ summary }) => count(summary.tasks), align: "right" },
    {
      title: "Success",
      value: ({ summary }) => percent(summary.successRate),
      align: "right",
      tone: ({ summary }) => successTone(summary.successRate),
    },
    { title: "Score", value: ({ summary }) => formatScore(summary.scores.mean), align: "right" },
    {
      title: scale.title,
      value: ({ summary }) =>
        sparkline(summary.scores.bins.slice(scale.first, scale.last + 1).map((bin) => bin.count)),
      tone: ({ gate, summary }) => (summary.scores.mean === null ? "dim" : toneOf(summary.scores.mean, gate)),
    },
    { title: "p50", value: ({ summary }) => seconds(summary.durations.p50Seconds), align: "right" },
    { title: "p95", value: ({ summary }) => seconds(summary.durations.p95Seconds), align: "right" },
    { title: "Cost", value: ({ summary }) => formatUsd(summary.costUsd), align: "right" },
  ];
}

/** The design's alert is at 10 % failures. */
function successTone(rate: number | null): Tone | undefined {
  if (rate === null) return undefined;
  return rate >= 0.9 ? "good" : "bad";
}

import type { Asset } from "@assetql/contract";
import { formatScore, plural } from "../../output/format.ts";
import { formatHistogram, toneOf } from "../../output/histogram.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";

interface ScoreLine {
  readonly name: string;
  readonly title: string;
  readonly score: number;
  readonly parts: Asset["styleScore"]["parts"];
}

const SHOWN = 5;
const partNames = ["palette", "composition", "texture", "lighting", "embedding"] as const;

/** How well the images keep to their style: distribution, mean, the best and the worst. */
export function formatScores(
  terminal: Pick<Terminal, "columns" | "paint">,
  assets: readonly Asset[],
  gate: number,
): string {
  const lines = assets.map(lineOf).sort((one, other) => other.score - one.score);
  const heading = (text: string) => terminal.paint("strong", text);
  const shown = lines.length <= 2 * SHOWN ? lines : [...lines.slice(0, SHOWN), ...lines.slice(-SHOWN)];
  const table = formatTable(terminal, columnsFor(gate), [...shown, meanOf(lines)]).split("\n");
  if (lines.length > 2 * SHOWN)
    table.splice(1 + SHOWN, 0, terminal.paint("dim", `… ${lines.length - 2 * SHOWN} more`));
  return [
    `${heading("Style scores")} of ${plural(lines.length, "image")}, gate ${gate.toFixed(2)}`,
    formatHistogram(
      terminal,
      lines.map((line) => line.score),
      gate,
    ),
    "",
    `${heading("Best and worst")}`,
    ...table,
  ].join("\n");
}

const lineOf = ({ sku, row, title, styleScore }: Asset): ScoreLine => ({
  name: sku ?? `row ${row}`,
  title,
  score: styleScore.score,
  parts: styleScore.parts,
});

function meanOf(lines: readonly ScoreLine[]): ScoreLine {
  const mean = (value: (line: ScoreLine) => number) =>
    lines.reduce((sum, line) => sum + value(line), 0) / Math.max(1, lines.length);
  return {
    name: "mean",
    title: "",
    score: mean((line) => line.score),
    parts: {
      palette: mean((line) => line.parts.palette),
      composition: mean((line) => line.parts.composition),
      texture: mean((line) => line.parts.texture),
      lighting: mean((line) => line.parts.lighting),
      embedding: mean((line) => line.parts.embedding),
    },
  };
}

const columnsFor = (gate: number): readonly TableColumn<ScoreLine>[] => [
  { title: "SKU", value: (line) => line.name },
  { title: "Title", value: (line) => line.title, shrinks: true },
  {
    title: "Score",
    value: (line) => formatScore(line.score),
    align: "right",
    tone: (line) => toneOf(line.score, gate),
  },
  ...partNames.map(
    (part): TableColumn<ScoreLine> => ({
      title: part,
      value: (line) => line.parts[part].toFixed(2),
      align: "right",
    }),
  ),
];

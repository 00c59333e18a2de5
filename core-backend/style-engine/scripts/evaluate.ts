// node scripts/evaluate.ts <folder of styles>: how well the score tells these styles apart. A style's name up to
// its first dash is its kind. Prints, for 1, 3, 5 and 10 references, the area under the ROC, the share of a
// style's other pictures at or over the gate, and the shares of other styles' pictures there.
import {
  extractFeatures,
  fitStyle,
  STYLE_PARTS,
  type StyleFeatures,
  type StyleScore,
  scoreStyle,
} from "../src/index.ts";
import { readStyles } from "./styles-folder.ts";

const [folder = "."] = process.argv.slice(2);
const TRIALS = 4;
const GATE = 0.85;

interface Sample {
  style: string;
  features: StyleFeatures;
}

const samples: Sample[] = [];
for (const [style, pictures] of await readStyles(folder)) {
  for (const pixels of pictures) samples.push({ style, features: extractFeatures(pixels) });
}
const names = [...new Set(samples.map(({ style }) => style))];

for (const count of [1, 3, 5, 10]) {
  const rows = names.flatMap((style) =>
    Array.from({ length: TRIALS }, (_, trial) => judge(style, count, trial)),
  );
  const mean = (value: (row: Row) => number) => average(rows.map(value).filter(Number.isFinite)).toFixed(3);
  const parts = STYLE_PARTS.map((part) => `${part} ${mean((row) => row.partAuc[part] ?? 0)}`).join(", ");
  console.log(
    `${count} refs: AUC ${mean((r) => r.auc)} (same kind ${mean((r) => r.kindAuc)}), cosine ${mean((r) => r.cosineAuc)}; ` +
      `own pass ${mean((r) => r.own)}, others ${mean((r) => r.others)}, same kind ${mean((r) => r.kind)}; AUC of parts: ${parts}`,
  );
  if (count === 5 && process.argv.includes("--each")) {
    for (const style of names) {
      const of = rows.filter((row) => row.style === style);
      console.log(
        `  ${style.padEnd(28)} AUC ${average(of.map((r) => r.auc)).toFixed(3)} own ${average(of.map((r) => r.own)).toFixed(2)} others ${average(of.map((r) => r.others)).toFixed(3)}`,
      );
    }
  }
}

interface Row {
  style: string;
  auc: number;
  kindAuc: number;
  cosineAuc: number;
  own: number;
  others: number;
  kind: number;
  partAuc: Record<string, number>;
}

function judge(style: string, count: number, trial: number): Row {
  const own = samples.filter((sample) => sample.style === style);
  // Multiples modulo a prime: a different order each trial, and no two places alike.
  const place = (index: number) => ((index + 1) * 7919 * (trial + 1) + trial * 31) % 104729;
  const shuffled = own.map((sample, i) => ({ sample, at: place(i) })).sort((a, b) => a.at - b.at);
  const drawn = shuffled.map(({ sample }) => sample.features);
  const model = fitStyle(drawn.slice(0, count));
  const rest = drawn.slice(count).map((features) => scoreStyle(model, features));
  const others = samples.filter((sample) => sample.style !== style);
  const scored = others.map((sample) => ({
    kin: kindOf(sample.style) === kindOf(style),
    score: scoreStyle(model, sample.features),
  }));
  const all = scored.map(({ score }) => score);
  const kin = scored.filter((one) => one.kin).map(({ score }) => score);
  const passing = (scores: StyleScore[]) => average(scores.map(({ score }) => (score >= GATE ? 1 : 0)));
  return {
    style,
    auc: auc(rest, all, (s) => s.score),
    kindAuc: auc(rest, kin, (s) => s.score),
    cosineAuc: auc(rest, all, (s) => s.rawCosine),
    own: passing(rest),
    others: passing(all),
    kind: passing(kin),
    partAuc: Object.fromEntries(STYLE_PARTS.map((part) => [part, auc(rest, all, (s) => s.parts[part])])),
  };
}

function kindOf(style: string): string {
  return style.split("-")[0] ?? style;
}

function auc(positive: StyleScore[], negative: StyleScore[], value: (score: StyleScore) => number): number {
  const wins = positive.map((p) =>
    average(negative.map((n) => (value(p) > value(n) ? 1 : value(p) === value(n) ? 0.5 : 0))),
  );
  return average(wins);
}

function average(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, v) => sum + v, 0) / values.length;
}

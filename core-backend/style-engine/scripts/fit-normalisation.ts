// node scripts/fit-normalisation.ts <folder of styles>: writes src/features/normalisation.ts.
import { writeFileSync } from "node:fs";
import { rawBlocks } from "../src/features/embedding.ts";
import { measure } from "../src/features/measure.ts";
import { readStyles } from "./styles-folder.ts";

const [folder = "."] = process.argv.slice(2);
const styles = [...(await readStyles(folder)).values()].map((pictures) =>
  pictures.map((pixels) => rawBlocks(measure(pixels).source)),
);

const shape = (styles[0]?.[0] ?? []).map((block) => block.length);
const blocks = shape.map((length, b) => {
  const columns = Array.from({ length }, (_, i) => column(b, i));
  const typical = median(columns.map(({ variance }) => variance));
  return {
    mean: columns.map(({ mean }) => short(mean)),
    // A value that hardly varies within styles would otherwise drown the others of its block.
    scale: columns.map(({ variance }) => short(1 / Math.sqrt(variance + typical / 4 + 1e-6))),
  };
});

/** Each style counts the same, however many pictures it has. */
function column(block: number, index: number): { mean: number; variance: number } {
  const means: number[] = [];
  const variances: number[] = [];
  for (const pictures of styles) {
    const values = pictures.map((picture) => picture[block]?.[index] ?? 0);
    const mean = average(values);
    means.push(mean);
    variances.push(average(values.map((v) => (v - mean) ** 2)));
  }
  return { mean: average(means), variance: average(variances) };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}

writeFileSync(
  new URL("../src/features/normalisation.ts", import.meta.url),
  `// Written by scripts/fit-normalisation.ts over ${styles.length} styles; the README says which.

/** Per block of the raw statistics: the mean to subtract, and one over the spread within a style. */
export const NORMALISATION: readonly { mean: readonly number[]; scale: readonly number[] }[] = [
${blocks.map(({ mean, scale }) => `  // biome-ignore format: a table\n  { mean: [${mean.join(",")}],\n    scale: [${scale.join(",")}] },`).join("\n")}
];
`,
);

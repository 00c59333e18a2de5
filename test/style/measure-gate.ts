/**
 * Draws drafts of the sample catalogue in every sample style and scores each against every style. Run it by itself
 * for the whole table: `node test/style/measure-gate.ts [DRAFTS_PER_STYLE]`.
 */
import { readFile } from "node:fs/promises";
import { inspectImage } from "@assetql/core/images";
import { createDraftGenerator } from "@assetql/generators";
import { compileTemplate, createPrompter, readCsv } from "@assetql/prompts";
import { sampleCatalogue, sampleStyles } from "@assetql/samples";
import { DEFAULT_STYLE_THRESHOLD, fitStyle, type StyleModel, scoreStyle } from "@assetql/style-engine";

export interface GateTable {
  readonly styles: readonly string[];
  /** Of the drafts in style `row`, the share that passes the gate of style `column`; 0..1. */
  readonly passRates: readonly (readonly number[])[];
  /** Mean score, likewise. */
  readonly meanScores: readonly (readonly number[])[];
}

interface Fitted {
  readonly id: string;
  readonly references: readonly Uint8Array[];
  readonly model: StyleModel;
}

/** `perStyle` drafts of 512 x 512 a style, of rows spread over the catalogue. */
export async function measureGate(perStyle: number): Promise<GateTable> {
  const generator = createDraftGenerator({ threads: 2 });
  try {
    const styles = await Promise.all(sampleStyles.map(fit));
    const rows = spread(await catalogueRows(), perStyle);
    const scores = await Promise.all(
      styles.map(async (style) =>
        Promise.all(
          rows.map(async (row, index) => {
            const drawn = await generator.generate({
              ...row,
              width: 512,
              height: 512,
              steps: 30,
              guidanceScale: 7,
              seed: 1000 + index,
              quality: "standard",
              style: {
                id: style.id,
                references: style.references.map((bytes, reference) => ({
                  sha256: `${style.id}-${reference}`,
                  bytes: async () => bytes,
                })),
              },
              signal: new AbortController().signal,
            });
            const { features } = await inspectImage(drawn.image);
            return styles.map(({ model }) => scoreStyle(model, features).score);
          }),
        ),
      ),
    );
    const over = (reduce: (column: readonly number[]) => number) =>
      scores.map((drafts) => styles.map((_, column) => reduce(drafts.map((all) => all[column] ?? 0))));
    return {
      styles: styles.map(({ id }) => id),
      passRates: over(
        (column) => column.filter((score) => score >= DEFAULT_STYLE_THRESHOLD).length / column.length,
      ),
      meanScores: over((column) => column.reduce((sum, score) => sum + score, 0) / column.length),
    };
  } finally {
    await generator.close();
  }
}

async function fit(style: (typeof sampleStyles)[number]): Promise<Fitted> {
  const references = (await style.draw()).map(({ png }) => png);
  const features = await Promise.all(references.map(async (png) => (await inspectImage(png)).features));
  return { id: style.id, references, model: fitStyle(features) };
}

async function catalogueRows(): Promise<{ prompt: string; subject: string }[]> {
  const compiled = compileTemplate(sampleCatalogue.template);
  if (!compiled.ok) throw new Error("The sample template does not compile");
  const rows: { prompt: string; subject: string }[] = [];
  let prompter: ReturnType<typeof createPrompter> | undefined;
  for await (const event of readCsv(await readFile(sampleCatalogue.csvPath, "utf8"))) {
    if (event.type === "header") prompter = createPrompter(compiled.template, event.columns);
    if (event.type === "row" && prompter !== undefined) {
      rows.push({ prompt: prompter.render(event.row).prompt, subject: event.row.values.subject ?? "" });
    }
  }
  return rows;
}

function spread<T>(items: readonly T[], count: number): T[] {
  return Array.from(
    { length: count },
    (_, index) => items[Math.floor((index * items.length) / count)],
  ).filter((item) => item !== undefined);
}

if (import.meta.main) {
  const table = await measureGate(Number(process.argv[2] ?? 20));
  const line = (cells: readonly (string | number)[]) => cells.map((cell) => String(cell).padEnd(13)).join("");
  console.log(line(["drafts of", ...table.styles]));
  for (const [index, style] of table.styles.entries()) {
    const cells = (table.passRates[index] ?? []).map(
      (rate, column) => `${Math.round(rate * 100)}% ${(table.meanScores[index]?.[column] ?? 0).toFixed(2)}`,
    );
    console.log(line([style, ...cells]));
  }
}

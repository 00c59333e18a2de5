import { setImmediate } from "node:timers/promises";
import { BATCH_LIMITS, type InputProblem, ITEM_COLUMN } from "@assetql/contract";
import {
  type CsvEvent,
  type CsvRow,
  compileTemplate,
  createPrompter,
  type Prompter,
  readCsv,
} from "@assetql/prompts";
import { type BatchRow, MAX_ROW_BYTES, rowBytes } from "../distribution/row-chunks.ts";
import { lockedModifiers } from "../styles/locked-modifiers.ts";
import type { PreparedBatch } from "./prepare-batch.ts";

const MAX_PROBLEMS = 100;
/** Milliseconds of work between two breaths of the event loop; a row with long loops may take some itself. */
const WORK_MS = 10;

/** What reading the whole CSV against the template came to. */
export interface RenderReport {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly problems: readonly InputProblem[];
  readonly hasErrors: boolean;
}

/** Renders every row and hands those without an error to `onRow`, in order. Problems are collected, never thrown. */
export async function renderRows(
  { csv, style, version, targetId }: PreparedBatch,
  template: string,
  onRow: (row: BatchRow) => Promise<void>,
): Promise<RenderReport> {
  const suffix = lockedModifiers(style.lockedParameters, version.parameters);
  const renderer = createRenderer(template, { suffix, namesItems: targetId !== undefined });
  const limits = { maxRows: BATCH_LIMITS.rows, maxBytes: BATCH_LIMITS.csvBytes };
  let rows = 0;
  let breath = performance.now();
  for await (const event of readCsv(chunksOf(csv), limits)) {
    const rendered = renderer.accept(event);
    if (rendered !== undefined) await onRow(rendered);
    if (event.type === "row") rows += 1;
    if (performance.now() - breath < WORK_MS) continue;
    await setImmediate();
    breath = performance.now();
  }
  return { rows, ...renderer.report() };
}

/** Turns CSV events into rendered rows, as long as nothing was wrong. */
function createRenderer(
  templateSource: string,
  { suffix, namesItems }: { suffix: string; namesItems: boolean },
) {
  const problems = createProblemList();
  const compiled = compileTemplate(templateSource);
  if (!compiled.ok) problems.add(compiled.problems);
  let columns: readonly string[] = [];
  let prompter: Prompter | undefined;
  const onHeader = (names: readonly string[]): void => {
    columns = names;
    if (namesItems && !names.includes(ITEM_COLUMN)) problems.add([itemColumnMissing]);
    if (!compiled.ok) return;
    const made = createPrompter(compiled.template, names, { suffix });
    problems.add(made.problems);
    // A column that is missing for every row need not be told for each of them.
    if (!made.problems.some(isError)) prompter = made;
  };
  return {
    accept(event: CsvEvent): BatchRow | undefined {
      if (event.type === "header") onHeader(event.columns);
      if (event.type === "problem") problems.add([event.problem]);
      if (event.type !== "row" || prompter === undefined) return undefined;
      const { prompt, metadata, problems: found } = prompter.render(event.row);
      const row = { row: event.row.row, prompt, metadata };
      const all = [
        ...found,
        ...(rowBytes(row) > MAX_ROW_BYTES ? [rowTooLarge(event.row)] : []),
        ...(namesItems ? itemProblems(event.row, metadata) : []),
      ];
      problems.add(all);
      return all.some(isError) ? undefined : row;
    },
    report: () => ({ columns, problems: problems.list(), hasErrors: problems.hasErrors() }),
  };
}

const rowTooLarge = ({ row, line }: CsvRow): InputProblem => ({
  code: "row-too-large",
  severity: "error",
  source: "csv",
  message: `Row ${row}: its cells and its prompt take more than ${MAX_ROW_BYTES / 1000} KB together. Shorten the longest cells.`,
  row,
  line,
});

const itemColumnMissing: InputProblem = {
  code: "item-column-missing",
  severity: "error",
  source: "csv",
  message: `The CSV has no column "${ITEM_COLUMN}". For a batch of a target's items it names the item of each row.`,
};

/** Of an item's id. */
const ITEM_ID_CHARACTERS = 200;

function itemProblems(
  { row, line }: CsvRow,
  metadata: Readonly<Record<string, string>>,
): readonly InputProblem[] {
  if ((metadata[ITEM_COLUMN] ?? "").length <= ITEM_ID_CHARACTERS) return [];
  const message = `Row ${row}: an item's id has at most ${ITEM_ID_CHARACTERS} characters.`;
  return [
    { code: "item-id-too-long", severity: "error", source: "csv", message, row, line, column: ITEM_COLUMN },
  ];
}

const isError = ({ severity }: { severity: string }): boolean => severity === "error";

function createProblemList() {
  const kept: InputProblem[] = [];
  let errors = 0;
  let dropped = 0;
  return {
    add(found: readonly InputProblem[]): void {
      for (const problem of found) {
        if (isError(problem)) errors += 1;
        if (kept.length < MAX_PROBLEMS) kept.push(problem);
        else dropped += 1;
      }
    },
    hasErrors: () => errors > 0,
    list: (): readonly InputProblem[] => (dropped === 0 ? kept : [...kept, moreProblems(dropped)]),
  };
}

const moreProblems = (count: number): InputProblem => ({
  code: "more-problems",
  severity: "error",
  source: "csv",
  message: `And ${count} more problems. Mend these first.`,
});

async function* chunksOf(csv: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof csv === "string" ? Buffer.from(csv, "utf8") : csv;
  const size = 64 * 1024;
  for (let start = 0; start < bytes.byteLength; start += size) yield bytes.subarray(start, start + size);
}

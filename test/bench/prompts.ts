/**
 * `npm run bench:prompts [-- --json]`: prompts per CPU second of a compiled template against mustache, and rows per
 * second of the CSV reader beside Papa Parse, csv-parse and uDSV.
 */
import { type CsvRow, compileTemplate, readCsv } from "@assetql/prompts";
import { parse as csvParse } from "csv-parse/sync";
import Mustache from "mustache";
import Papa from "papaparse";
import { inferSchema, initParser } from "udsv";
import { type Figure, report, rounded } from "./report.ts";

/** Few, so that they stay in the processor's cache, as a row does that is rendered when it was just read. */
const ROWS = 1_000;
const PASSES = 20;
const RENDER_ROUNDS = 40;
const CSV_ROWS = 50_000;
const CSV_ROUNDS = 5;

/** Section 4.2's template, and mustache's for the same prompts: without its HTML escapes, which cost it time. */
const PLAIN = {
  ours: "A {style} illustration of {subject} {action} in {environment}, \nhigh quality, detailed, {mood} atmosphere",
  mustache:
    "A {{{style}}} illustration of {{{subject}}} {{{action}}} in {{{environment}}}, \nhigh quality, detailed, {{{mood}}} atmosphere",
};

const BLOCKS = {
  ours: "A {style} {subject}{{if mood}}, {mood} mood{{else}}, no mood{{endif}}{{for item in accessories}}, wearing {item}{{endfor}}",
  mustache:
    "A {{{style}}} {{{subject}}}{{#mood}}, {{{mood}}} mood{{/mood}}{{^mood}}, no mood{{/mood}}{{#items}}, wearing {{{.}}}{{/items}}",
};

type Template = typeof PLAIN;
type Row = Pick<CsvRow, "values" | "isOneLine">;

const rows = await rowsOf(csv(ROWS));
const lists = rows.map(({ values }) => ({
  ...values,
  items: (values.accessories ?? "")
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
}));
const plain = rendering(
  PLAIN,
  "prompts per CPU second ÷ mustache's, the design's template",
  rows.map(({ values }) => values),
);
const blocks = rendering(
  BLOCKS,
  "the same with a condition and a loop, whose lists mustache gets already split",
  lists,
);
report("prompts", [
  { ...plain, goal: ">= 5", pass: plain.ratio >= 5 },
  { ...blocks, goal: "none, reported", pass: true },
  await reading(),
]);

/** Every prompt is compared before any is timed. The rows are those that the CSV reader gave, for both. */
function rendering({ ours, mustache }: Template, name: string, views: readonly unknown[]) {
  const compiled = compileTemplate(ours);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  const { render } = compiled.template;
  const escaping = mustache.replaceAll("{{{", "{{").replaceAll("}}}", "}}");
  rows.forEach((row, index) => {
    const expected = Mustache.render(mustache, views[index]);
    const same = [
      render(row.values, row.isOneLine),
      render(row.values),
      Mustache.render(escaping, views[index]),
    ];
    if (same.some((prompt) => prompt !== expected)) throw new Error(`Row ${index + 1} is rendered otherwise`);
  });
  const times = inTurns(RENDER_ROUNDS, [
    () => lengthOf(rows, ({ values, isOneLine }) => render(values, isOneLine)),
    () => lengthOf(rows, ({ values }) => render(values)),
    () => lengthOf(views, (view) => Mustache.render(mustache, view)),
    () => lengthOf(views, (view) => Mustache.render(escaping, view)),
  ]);
  const [known, unknown, theirs, escaped] = times;
  return {
    name,
    ratio: rounded(theirs / known),
    detail: {
      perSecond: rounded((ROWS * PASSES * 1000) / known, 0),
      mustachePerSecond: rounded((ROWS * PASSES * 1000) / theirs, 0),
      ratioIfCellsAreLookedThrough: rounded(theirs / unknown),
      ratioToMustacheWithHtmlEscapes: rounded(escaped / known),
    },
  };
}

/** The prompts' length in all, so that none is left unmade. Neither side's are read: both are ropes of strings. */
function lengthOf<T>(items: readonly T[], render: (item: T) => string): number {
  let length = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const item of items) length += render(item).length;
  }
  return length;
}

/** Bytes in memory to one object a row, header names as keys; every reader's rows are compared before. */
async function reading(): Promise<Figure> {
  const bytes = csv(CSV_ROWS);
  const text = (): string => new TextDecoder().decode(bytes);
  const readers: Record<string, () => unknown[] | Promise<unknown[]>> = {
    ours: async () => (await rowsOf(bytes)).map(({ values }) => values),
    papaParse: () => Papa.parse(text(), { header: true, skipEmptyLines: true }).data,
    csvParse: () => csvParse(Buffer.from(bytes), { columns: true }),
    udsv: () => {
      const source = text();
      return initParser(inferSchema(source)).stringObjs(source);
    },
  };
  const expected = JSON.stringify(await readers.ours?.());
  for (const [name, read] of Object.entries(readers)) {
    if (JSON.stringify(await read()) !== expected) throw new Error(`${name} reads other rows`);
  }
  const best: Record<string, number> = {};
  for (let round = 0; round < CSV_ROUNDS; round += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const start = process.cpuUsage();
      await read();
      best[name] = Math.max(best[name] ?? 0, (CSV_ROWS / cpuMsSince(start)) * 1000);
    }
  }
  const { ours = 0, papaParse = 0 } = best;
  const perSecond = Object.entries(best).map(([name, value]) => [`${name}PerSecond`, rounded(value, 0)]);
  return {
    name: "CSV rows per CPU second ÷ Papa Parse's, with limits, line numbers and problems",
    ratio: rounded(ours / papaParse),
    goal: "none, reported",
    pass: true,
    detail: { ...Object.fromEntries(perSecond), megabytes: rounded(bytes.length / 1e6, 1) },
  };
}

/** The least CPU time of each in milliseconds; in turns, so that a noisy machine disturbs all alike. */
function inTurns(rounds: number, works: readonly (() => number)[]): [number, number, number, number] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    works.forEach((work, index) => {
      const start = process.cpuUsage();
      work();
      best[index] = Math.min(best[index] ?? 0, cpuMsSince(start));
    });
  }
  const [a = 0, b = 0, c = 0, d = 0] = best;
  return [a, b, c, d];
}

/** Of the whole process and its threads: other programs on the machine count less than in wall time. */
function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function rowsOf(bytes: Uint8Array): Promise<Row[]> {
  const read: Row[] = [];
  for await (const event of readCsv(inChunks(bytes))) {
    if (event.type === "row") read.push(event.row);
    if (event.type === "problem") throw new Error(event.problem.message);
  }
  return read;
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

function csv(count: number): Uint8Array {
  const pick = (from: readonly string[], number: number): string => from[number % from.length] ?? "";
  const lines = Array.from({ length: count }, (_, row) =>
    [
      `dragon number ${row}`,
      pick(["flying", "sleeping by the fire", "reading"], row),
      pick(["mountain landscape", "forest", '"harbour, at night"', "city of glass"], row * 7),
      pick(["epic", "calm", ""], row >> 2) || (row % 2 === 0 ? "dark" : "bright"),
      pick(["fantasy", "flat", "watercolour"], row >> 1),
      pick(["crown; sword", "hat", "shield; lantern; rope"], row >> 3),
    ].join(","),
  );
  return Buffer.from(`subject,action,environment,mood,style,accessories\n${lines.join("\n")}\n`);
}

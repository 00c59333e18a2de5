import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readCsv } from "./csv-read.ts";
import { createPrompter, type Prompter } from "./prompter.ts";
import { compileTemplate } from "./template.ts";

const ROWS = 100_000;
const MEASURED_EVERY = 10_000;
const MB = 1024 * 1024;

const TEMPLATE =
  'A {style|flat} picture of {{capitalize(subject)}}{{if mood == "calm"}}, calm{{elseif mood}}, {mood}{{endif}}' +
  '{{for item in accessories}}{{if item != "none"}}, wearing a {item}{{endif}}{{endfor}}, in {{join(colours, " and ")}}';

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new Error("Node has no gc()");
  collect();
}

async function* csv(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("subject,style,mood,accessories,colours\n");
  for (let row = 0; row < ROWS; row += 500) {
    const lines = Array.from({ length: 500 }, (_, index) => {
      const number = row + index;
      const mood = ["calm", "", "epic"][number % 3];
      return `"dragon number ${number}",,${mood},"crown ${number}; none, sword",red|blue ${number}\n`;
    });
    yield Buffer.from(lines.join(""));
  }
}

test("100,000 rows rendered with conditions, loops and functions leave nothing in memory", async () => {
  const compiled = compileTemplate(TEMPLATE);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  let prompter: Prompter | undefined;
  let rows = 0;
  let characters = 0;
  const heaps: number[] = [];
  for await (const event of readCsv(csv())) {
    if (event.type === "header") prompter = createPrompter(compiled.template, event.columns);
    if (event.type !== "row" || !prompter) continue;
    const { prompt, problems } = prompter.render(event.row);
    if (problems.length > 0) throw new Error(problems[0]?.message);
    characters += prompt.length;
    rows += 1;
    if (rows % MEASURED_EVERY > 0) continue;
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed);
  }
  expect(rows).toBe(ROWS);
  // What is kept of a row, be it a tenth of its prompt, adds up to more than the bound.
  expect(characters).toBeGreaterThan(8 * MB);
  const [, ...afterWarmUp] = heaps;
  expect(Math.max(...afterWarmUp) - Math.min(...afterWarmUp)).toBeLessThan(MB);
});

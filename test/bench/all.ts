/** `npm run bench`: every benchmark in turn, and their figures in BENCHMARKS.md. */
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Figure } from "./report.ts";

interface Result {
  readonly bench: string;
  readonly results: readonly Figure[];
}

const runs: readonly { readonly file: string; readonly args: readonly string[]; readonly command: string }[] =
  [
    { file: "pipeline.ts", args: [], command: "npm run bench:pipeline" },
    { file: "pipeline.ts", args: ["--instant"], command: "npm run bench:pipeline -- --instant" },
    { file: "export.ts", args: [], command: "npm run bench:export" },
    { file: "search.ts", args: [], command: "npm run bench:search" },
    { file: "prompts.ts", args: [], command: "npm run bench:prompts" },
    { file: "api.ts", args: [], command: "npm run bench:api" },
    { file: "live.ts", args: [], command: "npm run bench:live" },
    { file: "webhooks.ts", args: [], command: "npm run bench:webhooks" },
    { file: "connectors.ts", args: [], command: "npm run bench:connectors" },
    { file: "shopify.ts", args: [], command: "npm run bench:shopify" },
    { file: "shopify.ts", args: ["first-screen"], command: "npm run bench:shopify -- first-screen" },
    { file: "unity.ts", args: [], command: "npm run bench:unity" },
  ];

const finished: { readonly command: string; readonly result: Result }[] = [];
for (const { file, args, command } of runs) {
  console.error(`\n${command}`);
  finished.push({ command, result: await run(join(import.meta.dirname, file), [...args, "--json"]) });
}
await writeFile(join(import.meta.dirname, "../../BENCHMARKS.md"), page());
if (process.argv.includes("--json")) {
  const results = finished.flatMap(({ result }) => result.results);
  console.log(JSON.stringify({ bench: "all", results }));
}

async function run(file: string, args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}

function page(): string {
  const rows = finished.flatMap(({ command, result }) =>
    result.results.map(({ name, ratio, goal, pass, detail }) => {
      const figures = Object.entries(detail).map(([key, value]) => `${key} ${value}`);
      return `| \`${command}\` | ${name} | ${ratio} | ${goal} | ${pass ? "met" : "**missed**"} | ${figures.join(", ")} |`;
    }),
  );
  return `# Benchmarks

Written by \`npm run bench\`. Each ratio compares two measurements of one run, since machines differ and are noisy.
Measured on ${cpus().length} cores with Node ${process.versions.node}.

| command | what | ratio | goal | | figures |
|---|---|---|---|---|---|
${rows.join("\n")}
`;
}

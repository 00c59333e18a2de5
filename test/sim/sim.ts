/**
 * `npm run sim -- [--events N] [--seed S]`: the lives of many batches through kiro, with events repeated,
 * reordered and lost before their commit; then every count against what truly happened. Ends with 1 if one differs.
 */
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { events: { type: "string" }, seed: { type: "string" } },
});
const events = Number(values.events ?? 1_000_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!(events > 0) || !Number.isSafeInteger(seed)) throw new Error("--events and --seed are whole numbers");

console.info(`seed ${seed} (--seed ${seed} repeats it)`);
const startedAt = performance.now();
let peakRss = 0;
const { wrong, totals } = simulate({ events, seed }, () => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
});
const seconds = (performance.now() - startedAt) / 1000;
for (const [name, value] of Object.entries(totals))
  console.info(`${name.padEnd(18)}${value.toLocaleString("en")}`);
console.info(
  `${"events a second".padEnd(18)}${Math.round((totals.events ?? 0) / seconds).toLocaleString("en")}`,
);
const { user, system } = process.cpuUsage();
console.info(
  `${"seconds".padEnd(18)}${seconds.toFixed(1)} (of the processor ${((user + system) / 1e6).toFixed(1)})`,
);
console.info(`${"peak memory".padEnd(18)}${Math.round(peakRss / 1e6)} MB`);
for (const { batch, differences } of wrong.slice(0, 20)) {
  console.error(`batch ${batch} (seed ${seed}): ${differences.join("; ")}`);
}
console.info(wrong.length === 0 ? "Every count is exact." : `${wrong.length} batches came out wrong.`);
process.exitCode = wrong.length === 0 ? 0 : 1;

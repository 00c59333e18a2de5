/**
 * `npm run bench:api [-- --json]`: how long the API takes to answer while a batch of 5,000 runs, against the same
 * hub at rest.
 */
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { type BenchHub, startBenchHub } from "./bench-hub.ts";
import { report, rounded } from "./report.ts";

const CALLS = 600;
const TASKS = 5_000;
const PAUSE_MS = 10;

const hub = await startBenchHub(createFixedGenerator({ image: await preparedImage(256), latencyMs: 200 }));
try {
  const small = await hub.submit(60);
  await hub.client.batches.watch(small.id, { intervalMs: 100 });
  const paths = [
    "/api/v1/batches",
    `/api/v1/batches/${small.id}`,
    `/api/v1/batches/${small.id}/tasks?limit=50`,
    `/api/v1/assets?batchId=${small.id}&limit=50`,
    "/api/v1/styles",
  ];
  await latencies(hub, paths, 100);
  const idle = percentiles(await latencies(hub, paths, CALLS));
  await hub.submit(TASKS);
  const busy = percentiles(await latencies(hub, paths, CALLS));
  report("api", [
    {
      name: `API p99 while ${TASKS} tasks run ÷ p99 at rest`,
      ratio: rounded(busy.p99 / idle.p99),
      goal: "p99 <= 50 ms while it runs",
      pass: busy.p99 <= 50,
      detail: {
        idleP50Ms: rounded(idle.p50),
        idleP99Ms: rounded(idle.p99),
        busyP50Ms: rounded(busy.p50),
        busyP99Ms: rounded(busy.p99),
        calls: CALLS,
      },
    },
  ]);
} finally {
  await hub.stop();
}

/** Milliseconds of `count` calls, one after the other with a short pause, over all paths in turn. */
async function latencies(
  { url, apiKey }: BenchHub,
  paths: readonly string[],
  count: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    const response = await fetch(url + paths[index % paths.length], {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    await response.arrayBuffer();
    times.push(performance.now() - start);
    if (!response.ok) throw new Error(`The API answered ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

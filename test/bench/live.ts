/**
 * `npm run bench:live [-- --tasks N] [--subscribers N] [--json]`: how long an event takes from the commit that made it
 * true to each of many clients, while a batch runs. The clients live in a process of their own.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { startBenchHub } from "./bench-hub.ts";
import { report, rounded } from "./report.ts";

const LATENCY_MS = 100;
const GOAL_MS = 1_000;

const given = (name: string, otherwise: number): number => {
  const index = process.argv.indexOf(name);
  return index < 0 ? otherwise : Number(process.argv[index + 1]);
};
const tasks = given("--tasks", 600);
const subscribers = given("--subscribers", 50);

interface Measured {
  readonly latencies: readonly number[];
  /** Every subscriber had the same events in the same order. */
  readonly complete: boolean;
}

const hub = await startBenchHub(
  createFixedGenerator({ image: await preparedImage(256), latencyMs: LATENCY_MS }),
);
const clients = fork(
  join(import.meta.dirname, "live-subscribers.ts"),
  [hub.url, hub.apiKey, String(subscribers)],
  {
    serialization: "advanced",
  },
);
try {
  await once(clients, "message");
  const measured: Promise<Measured> = once(clients, "message").then(([message]) => message);
  await hub.submit(tasks);
  const { latencies, complete } = await measured;
  if (!complete) throw new Error("Not every subscriber had the same events in the same order");
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  report("live", [
    {
      name: `p95 from commit to ${subscribers} subscribers while ${tasks} tasks run ÷ 1 s`,
      ratio: rounded(at(0.95) / GOAL_MS),
      goal: "<= 1",
      pass: at(0.95) <= GOAL_MS,
      detail: {
        p50Ms: at(0.5),
        p95Ms: at(0.95),
        p99Ms: at(0.99),
        longestMs: at(1),
        receivedEvents: sorted.length,
      },
    },
  ]);
} finally {
  clients.kill();
  await hub.stop();
}

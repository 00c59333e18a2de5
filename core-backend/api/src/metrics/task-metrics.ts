import type { TaskStepped } from "@assetql/contract";
import { Counter, Histogram, type Registry } from "prom-client";

/** A hub without any traffic shows what it would count: a rate over a series that begins later misses its first event. */
const OUTCOMES = ["passed", "style-deviation", "transient", "permanent"] as const;

export function taskMetrics(registry: Registry): (event: TaskStepped) => void {
  const registers = [registry];
  const tries = new Counter({
    name: "assetql_generation_tries_total",
    help: "Tries that ended, by what came of them",
    labelNames: ["outcome"],
    registers,
  });
  const tasks = new Counter({
    name: "assetql_tasks_total",
    help: "Tasks that ended, each time they did",
    labelNames: ["status"],
    registers,
  });
  const durations = new Histogram({
    name: "assetql_generation_duration_seconds",
    help: "Time of a try from the call of the model to its commit",
    buckets: [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const scores = new Histogram({
    name: "assetql_style_score",
    help: "Style scores of the images that passed the gate or were accepted",
    buckets: Array.from({ length: 20 }, (_, index) => (index + 1) / 20),
    registers,
  });
  for (const outcome of OUTCOMES) tries.inc({ outcome }, 0);
  for (const status of ["completed", "failed"]) tasks.inc({ status }, 0);
  return ({ status, score, errorClass, milliseconds }) => {
    if (milliseconds !== null) {
      tries.inc({ outcome: errorClass ?? "passed" });
      durations.observe(milliseconds / 1000);
    }
    if (status !== "completed" && status !== "failed") return;
    tasks.inc({ status });
    // A regeneration that came to nothing completes with its error, and with the score of the image that stays.
    if (status === "completed" && errorClass === null && score !== null) scores.observe(score);
  };
}

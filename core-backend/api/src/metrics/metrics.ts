import type { TaskStepped } from "@assetql/contract";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { httpMetrics, type MeasuredRequest } from "./http-metrics.ts";
import { type QueueSources, registerQueueMetrics } from "./queue-metrics.ts";
import { taskMetrics } from "./task-metrics.ts";

/** What a hub measures of itself, for Prometheus. */
export interface Metrics {
  request(request: MeasuredRequest): void;
  /** A step that a commit of this process has made true. */
  stepped(event: TaskStepped): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
}

export interface MetricsOptions extends QueueSources {
  readonly version: string;
  /** Also measures the process itself: once a process. */
  readonly ofProcess?: boolean;
}

/** Each hub has a registry of its own, so that several in one process do not add up. */
export function createMetrics({ version, ofProcess = false, ...sources }: MetricsOptions): Metrics {
  const registry = new Registry();
  const build = new Gauge({
    name: "assetql_build_info",
    help: "1; the version is in the label",
    labelNames: ["version"],
    registers: [registry],
  });
  build.set({ version }, 1);
  registerQueueMetrics(registry, sources);
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return {
    request: httpMetrics(registry),
    stepped: taskMetrics(registry),
    text: () => registry.metrics(),
  };
}

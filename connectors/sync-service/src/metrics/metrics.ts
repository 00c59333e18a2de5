import type { HostEvent } from "@assetql/connector-sdk";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { HookResult } from "../hooks/hook-routes.ts";
import type { SyncOutcome } from "../sync/run-sync.ts";
import { hostMetrics } from "./host-metrics.ts";
import { SECONDS } from "./seconds.ts";

/** What a sync service measures of itself, for Prometheus. No label names a target, of which there may be many. */
export interface Metrics {
  host(event: HostEvent): void;
  hook(connector: string, result: HookResult): void;
  sync(outcome: SyncOutcome | "failed", milliseconds: number): void;
  appRequest(operation: string, status: number): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsOptions {
  /** Looked at whenever the metrics are asked for. */
  readonly state: () => { readonly running: number; readonly connected: boolean; readonly targets: number };
  /** Also measures the process itself: once a process. */
  readonly ofProcess?: boolean | undefined;
}

/** Each service has a registry of its own, so that several in one process do not add up. */
export function createMetrics({ state, ofProcess = false }: MetricsOptions): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  registerState(registry, state);
  return {
    host: hostMetrics(registry),
    ...ownMetrics(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function registerState(registry: Registry, state: MetricsOptions["state"]): void {
  const gauge = (name: string, help: string, read: (now: ReturnType<typeof state>) => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read(state()));
      },
    });
  };
  gauge("assetql_sync_hub_connected", "1 while the hub answers the host's calls for work", (now) =>
    now.connected ? 1 : 0,
  );
  gauge("assetql_sync_works_running", "Works in hand now", ({ running }) => running);
  gauge("assetql_sync_targets", "Targets this service looks after", ({ targets }) => targets);
}

function ownMetrics(registry: Registry): Pick<Metrics, "hook" | "sync" | "appRequest"> {
  const registers = [registry];
  const hooks = new Counter({
    name: "assetql_sync_hooks_total",
    help: "Webhooks from platforms",
    labelNames: ["connector", "result"],
    registers,
  });
  const syncs = new Counter({
    name: "assetql_syncs_total",
    help: "Syncs of targets that ended",
    labelNames: ["outcome"],
    registers,
  });
  const syncTime = new Histogram({
    name: "assetql_sync_duration_seconds",
    help: "Time of a sync, without the publication it sets going",
    buckets: SECONDS,
    registers,
  });
  const appRequests = new Counter({
    name: "assetql_contentful_app_requests_total",
    help: "Requests of the Contentful app",
    labelNames: ["operation", "status"],
    registers,
  });
  // A rate over a series that begins later misses its first event.
  for (const outcome of ["done", "problem", "not-needed", "failed"]) syncs.inc({ outcome }, 0);
  return {
    hook: (connector, result) => hooks.inc({ connector, result }),
    sync(outcome, milliseconds) {
      syncs.inc({ outcome });
      syncTime.observe(milliseconds / 1000);
    },
    appRequest: (operation, status) => appRequests.inc({ operation, status }),
  };
}

import { Router } from "express";
import type { Metrics } from "../metrics/metrics.ts";
import type { Running } from "../service/begin.ts";

export type ServiceState = "waiting-for-hub" | "running" | "stopping";

export interface HealthDeps {
  readonly state: () => ServiceState;
  readonly running: () => Pick<Running, "hosts" | "directory" | "syncer"> | undefined;
  readonly metrics: Metrics;
  readonly startedAt: number;
  readonly now: () => number;
}

/**
 * `GET /health`, 200 while works are taken and 503 otherwise, and `GET /metrics`. Both are for whoever can reach the
 * service; they name targets by their ids alone.
 */
export function healthRoutes(deps: HealthDeps): Router {
  const router = Router();
  router.get("/health", (_, response) => {
    const health = describeHealth(deps);
    response.status(health.status === "ok" ? 200 : 503).json(health);
  });
  router.get("/metrics", async (_, response) => {
    response.type(deps.metrics.contentType).send(await deps.metrics.text());
  });
  return router;
}

function describeHealth(deps: HealthDeps) {
  const running = deps.running();
  const state = deps.state();
  const stats = running?.hosts.stats() ?? { running: 0, connected: false, ids: [] };
  return {
    status: state === "running" ? (stats.connected ? ("ok" as const) : ("hub-unreachable" as const)) : state,
    uptimeSeconds: (deps.now() - deps.startedAt) / 1000,
    hub: { connected: stats.connected },
    host: { ids: stats.ids, running: stats.running },
    targets: (running?.directory.all() ?? []).map(({ target: { id, sync, lastSync, syncedAt } }) => ({
      id,
      scheduled: sync !== null,
      running: running?.syncer.isRunning(id) ?? false,
      syncedAt,
      lastSync: lastSync === null ? null : { at: lastSync.at, problem: lastSync.problem?.code ?? null },
    })),
  };
}

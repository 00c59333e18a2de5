import type { HostEvent } from "@assetql/connector-sdk";
import { Counter, Histogram, type Registry } from "prom-client";
import { SECONDS } from "./seconds.ts";

/** What the connectors' hosts do. */
export function hostMetrics(registry: Registry): (event: HostEvent) => void {
  const { works, changes, problems, requests, retries, times } = register(registry);
  return (event) => {
    const { connector } = event;
    const seconds = event.milliseconds / 1000;
    switch (event.type) {
      case "work":
        works.inc({ connector, kind: event.kind, outcome: event.outcome });
        return times.work.observe({ connector, kind: event.kind }, seconds);
      case "change":
        changes.inc({ connector, kind: event.kind, outcome: event.outcome });
        if (event.code !== null) problems.inc({ connector, code: event.code });
        return times.change.observe({ connector }, seconds);
      case "request":
        requests.inc({ connector, status: event.status ?? "none" });
        return times.request.observe({ connector }, seconds);
      case "wait":
        return times.wait.observe({ connector, cause: "pace" }, seconds);
      case "retry":
        retries.inc({ connector, code: event.code });
        return times.wait.observe({ connector, cause: "retry" }, seconds);
    }
  };
}

function register(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: readonly string[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const histogram = (name: string, help: string, labelNames: readonly string[]) =>
    new Histogram({ name, help, labelNames: [...labelNames], buckets: SECONDS, registers });
  return {
    works: counter("assetql_sync_works_total", "Works that ended", ["connector", "kind", "outcome"]),
    changes: counter("assetql_sync_changes_total", "Changes that ended", ["connector", "kind", "outcome"]),
    problems: counter("assetql_sync_change_problems_total", "Changes that failed, by problem", [
      "connector",
      "code",
    ]),
    requests: counter("assetql_sync_requests_total", "Requests to platforms", ["connector", "status"]),
    retries: counter("assetql_sync_retries_total", "Tries after the first", ["connector", "code"]),
    times: {
      work: histogram("assetql_sync_work_duration_seconds", "Time of a work", ["connector", "kind"]),
      change: histogram("assetql_sync_change_duration_seconds", "Time of a change", ["connector"]),
      request: histogram("assetql_sync_request_duration_seconds", "Time of a request", ["connector"]),
      wait: histogram(
        "assetql_sync_wait_duration_seconds",
        "Time that a request waited for its target's pace, or that a try was put off",
        ["connector", "cause"],
      ),
    },
  };
}

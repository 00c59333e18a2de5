import { Counter, Histogram, type Registry } from "prom-client";

export interface MeasuredRequest {
  readonly method: string;
  /** The pattern of the path, of which there are few. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function httpMetrics(registry: Registry): (request: MeasuredRequest) => void {
  const registers = [registry];
  const requests = new Counter({
    name: "assetql_http_requests_total",
    help: "Requests that were answered",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "assetql_http_request_duration_seconds",
    help: "Time from a request to the head of its answer",
    labelNames: ["method", "route"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  return ({ method: sent, route, status, seconds }) => {
    // A caller may write anything there, and every value of a label is a series of its own.
    const method = METHODS.has(sent) ? sent : "other";
    requests.inc({ method, route, status });
    durations.observe({ method, route }, seconds);
  };
}

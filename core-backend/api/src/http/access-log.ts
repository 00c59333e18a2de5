import type { Log } from "@assetql/core/ports";
import type { MiddlewareHandler } from "hono";
import type { Env } from "./env.ts";

/** A line a request: the route's pattern, never its path, query, key or body. */
export const accessLog =
  (log: Log): MiddlewareHandler<Env> =>
  async (c, next) => {
    const start = performance.now();
    await next();
    log("info", "request", {
      method: c.req.method,
      route: c.var.route,
      status: c.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
      correlationId: c.var.correlationId,
    });
  };

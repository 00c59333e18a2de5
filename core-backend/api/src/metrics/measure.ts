import type { MiddlewareHandler } from "hono";
import type { Env } from "../http/env.ts";
import type { Metrics } from "./metrics.ts";

export const measure =
  (metrics: Metrics): MiddlewareHandler<Env> =>
  async (c, next) => {
    const start = performance.now();
    await next();
    metrics.request({
      method: c.req.method,
      route: c.var.route,
      status: c.res.status,
      seconds: (performance.now() - start) / 1000,
    });
  };

import { ProblemError } from "@assetql/contract";
import { Hono } from "hono";
import type { ApiDeps } from "./api-deps.ts";
import { handlers } from "./handlers.ts";
import { accessLog } from "./http/access-log.ts";
import { answerHeaders } from "./http/answer-headers.ts";
import { crossOrigin } from "./http/cross-origin.ts";
import type { Env } from "./http/env.ts";
import { answerNotFound } from "./http/not-found.ts";
import { answerError } from "./http/problems.ts";
import { limitAddress } from "./http/rate-limit.ts";
import { registerOperations } from "./http/register.ts";
import { measure } from "./metrics/measure.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { registerIndex } from "./system/index-route.ts";

/**
 * The whole HTTP application over the use cases, as a Hono app whose `fetch` any home can serve.
 *
 * @example
 * const app = createApi({ core, version, health, corsOrigins: [], log });
 * const response = await app.fetch(new Request("http://localhost/health"));
 */
export function createApi(deps: ApiDeps): Hono<Env> {
  const app = new Hono<Env>();
  const metrics =
    deps.metrics ??
    createMetrics({ version: deps.version, queues: async () => (await deps.health()).queues });
  app.use(
    answerHeaders(deps.core.random),
    accessLog(deps.log),
    measure(metrics),
    crossOrigin(deps.corsOrigins),
  );
  app.onError((error, c) => answerError(c, error, deps.log));
  app.notFound(answerNotFound);
  app.use("/api/*", async (_, next) => {
    if (deps.isStopping?.()) {
      throw new ProblemError("unavailable", "The hub is stopping. Try again when it is up again.");
    }
    await next();
  });
  app.use("/api/*", limitAddress(deps.rateLimits));
  registerOperations(app, { ...deps, metrics }, handlers);
  registerIndex(app, deps.version);
  const { files } = deps;
  if (files !== undefined) {
    app.all("/files/*", async (c) => {
      c.set("route", "/files/*");
      const response = await files(c.req.raw);
      return c.newResponse(response.body, response);
    });
  }
  return app;
}

import express, { type Express, type RequestHandler, type Router } from "express";
import { answerHeaders } from "../http/answer-headers.ts";
import { answerProblem, errorHandler, notFound } from "../http/problems.ts";
import type { Log } from "../log/service-log.ts";

export interface Routes {
  readonly health: Router;
  readonly contentfulApp: Router;
  readonly hooks: Router;
  readonly operators: Router;
}

export interface ApplicationDeps {
  readonly log: Log;
  /** Until the hub has answered, there is nothing to serve but the health of the service itself. */
  readonly routes: () => Omit<Routes, "health"> | undefined;
  readonly health: Router;
  /** The Contentful app itself, if it is served from here. */
  readonly appFiles: RequestHandler | undefined;
}

export function createApplication({ log, routes, health, appFiles }: ApplicationDeps): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.use(answerHeaders, accessLog(log), health);
  if (appFiles !== undefined) app.use("/contentful/app/ui", appFiles, notFound);
  app.use(
    "/contentful/app",
    whenReady(() => routes()?.contentfulApp),
  );
  app.use(whenReady(() => routes()?.hooks));
  app.use(whenReady(() => routes()?.operators));
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}

const whenReady =
  (router: () => Router | undefined): RequestHandler =>
  (request, response, next) => {
    const ready = router();
    if (ready !== undefined) return ready(request, response, next);
    answerProblem(response, "unavailable", "The sync service waits for its hub. Try again in a moment.");
  };

/** A line a request; without its query, in which links have their signatures. */
function accessLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const [path] = request.originalUrl.split("?");
    response.once("close", () => {
      log(response.statusCode >= 500 ? "warn" : "debug", "Request", {
        method: request.method,
        path,
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - start),
      });
    });
    next();
  };
}

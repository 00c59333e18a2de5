import { randomUUID } from "node:crypto";
import type { Log } from "@assetql/connector-sdk";
import type { MiddlewareHandler } from "hono";

export interface AccessEnv {
  Variables: { requestId: string };
}

/** A line a request, with its path alone: what comes after the question mark holds session tokens. */
export const accessLog =
  (log: Log): MiddlewareHandler<AccessEnv> =>
  async (context, next) => {
    const began = performance.now();
    const requestId = randomUUID();
    context.set("requestId", requestId);
    await next();
    context.res.headers.set("X-Request-Id", requestId);
    const { method, path } = context.req;
    const { status } = context.res;
    // Nobody waits for the answer any more, whatever it is.
    const isGivenUp = context.req.raw.signal.aborted;
    const isBad = status >= 500 && !isGivenUp;
    log(isBad ? "warn" : "debug", isGivenUp ? "A request was given up" : "A request was answered", {
      method,
      path,
      status,
      requestId,
      milliseconds: Math.round(performance.now() - began),
    });
  };

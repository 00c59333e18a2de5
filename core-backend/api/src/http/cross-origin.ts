import type { MiddlewareHandler } from "hono";
import type { Env } from "./env.ts";

const PREFLIGHT_SECONDS = "600";
const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
const REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, X-Correlation-Id, X-Workspace-Id";
const RESPONSE_HEADERS =
  "Location, Idempotency-Replayed, X-Correlation-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, Content-Length, Content-Disposition";

/**
 * Web pages of the configured origins may call; keys travel in a header, so cookies are never allowed. Hono's own
 * middleware adds its headers to the finished answer, which copies its body and overwrites a file's own headers.
 */
export const crossOrigin = (origins: readonly string[]): MiddlewareHandler<Env> => {
  const allowed = new Set(origins);
  return async (c, next) => {
    c.header("Vary", "Origin");
    const origin = c.req.header("Origin");
    const isAllowed = origin !== undefined && allowed.has(origin);
    if (isAllowed) {
      c.header("Access-Control-Allow-Origin", origin);
      c.header("Access-Control-Expose-Headers", RESPONSE_HEADERS);
    }
    const isPreflight =
      c.req.method === "OPTIONS" && c.req.header("Access-Control-Request-Method") !== undefined;
    if (!isPreflight) return next();
    if (isAllowed) {
      c.header("Access-Control-Allow-Methods", METHODS);
      c.header("Access-Control-Allow-Headers", REQUEST_HEADERS);
      c.header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
    c.set("route", "preflight");
    return c.body(null, 204);
  };
};

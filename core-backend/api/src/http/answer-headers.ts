import { correlated } from "@assetql/core";
import type { Random } from "@assetql/core/ports";
import type { MiddlewareHandler } from "hono";
import type { Env } from "./env.ts";

const CORRELATION_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives the request its correlation id, the caller's own if it fits, and every answer its headers. */
export const answerHeaders =
  (random: Random): MiddlewareHandler<Env> =>
  async (c, next) => {
    const sent = c.req.header("X-Correlation-Id");
    const correlationId = sent !== undefined && CORRELATION_ID.test(sent) ? sent : random.id();
    c.set("correlationId", correlationId);
    c.set("route", "unmatched");
    // Set before the answer exists: a header added to a finished one would copy its body.
    c.header("X-Correlation-Id", correlationId);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cache-Control", "no-store");
    c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    await correlated(correlationId, next);
  };

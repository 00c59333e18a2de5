import type { RequestHandler } from "express";
import { correlated, readCorrelationId } from "../log/correlation.ts";

/** Gives the request its correlation id, the caller's own if it fits, and every answer its headers. */
export const answerHeaders: RequestHandler = (request, response, next) => {
  const id = readCorrelationId(request.get("X-Correlation-Id"));
  response.set({
    "X-Correlation-Id": id,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  });
  correlated(id, next);
};

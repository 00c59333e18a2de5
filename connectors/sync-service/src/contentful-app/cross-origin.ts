import type { RequestHandler } from "express";

const PREFLIGHT_SECONDS = "600";
const METHODS = "GET, HEAD, POST, PATCH";
const REQUEST_HEADERS =
  "Accept, Content-Type, Idempotency-Key, X-Correlation-Id, X-Contentful-Signature, X-Contentful-Signed-Headers, X-Contentful-Timestamp, X-Contentful-Space-Id, X-Contentful-Environment-Id, X-Contentful-User-Id, X-Contentful-Crn, X-Contentful-App-Id";
const RESPONSE_HEADERS = "X-Correlation-Id, Retry-After, Idempotency-Replayed";

const CONTENTFUL = new Set(["https://app.contentful.com", "https://app.eu.contentful.com"]);
/** Apps that Contentful hosts: a host name of their own each. */
const HOSTED_APP = /^https:\/\/[a-z0-9-]+\.ctfcloud\.net$/;

/** Pages of Contentful, of apps that it hosts and of `origins` may call. What counts is the signature, all the same. */
export function crossOrigin(origins: readonly string[]): RequestHandler {
  const own = new Set(origins.map((origin) => new URL(origin).origin));
  return (request, response, next) => {
    const origin = request.get("Origin");
    const isAllowed =
      origin !== undefined && (CONTENTFUL.has(origin) || HOSTED_APP.test(origin) || own.has(origin));
    response.vary("Origin");
    if (isAllowed) {
      response.set("Access-Control-Allow-Origin", origin);
      response.set("Access-Control-Expose-Headers", RESPONSE_HEADERS);
    }
    if (request.method !== "OPTIONS") return next();
    if (isAllowed) {
      response.set({
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": REQUEST_HEADERS,
        "Access-Control-Max-Age": PREFLIGHT_SECONDS,
      });
    }
    response.status(204).end();
  };
}

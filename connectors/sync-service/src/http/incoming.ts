import type { IncomingWebhook } from "@assetql/connector-sdk";
import type { Request } from "express";

/** A request as connectors verify it: the path as it was asked for, the body byte for byte. */
export function incomingOf(request: Request, pathBefore = ""): IncomingWebhook {
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  const body: unknown = request.body;
  return {
    method: request.method,
    path: pathBefore + request.originalUrl,
    headers: Object.fromEntries(headers),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

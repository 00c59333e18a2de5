import { problemCatalogue, problemCodes } from "@assetql/contract";
import type { Hono } from "hono";
import type { Env } from "../http/env.ts";
import { notFound } from "../http/not-found.ts";

/** What is not an operation but what people and the `type` of a problem lead to. */
export function registerIndex(app: Hono<Env>, version: string): void {
  app.get("/", (c) => {
    c.set("route", "/");
    return c.json({ name: "AssetQL", version, openapi: "/openapi.json", health: "/health", api: "/api/v1" });
  });
  app.get("/problems/:code", (c) => {
    c.set("route", "/problems/{code}");
    const code = problemCodes.find((known) => known === c.req.param("code"));
    if (code === undefined) throw notFound(c.req.path);
    return c.json({ type: `/problems/${code}`, code, ...problemCatalogue[code] });
  });
}

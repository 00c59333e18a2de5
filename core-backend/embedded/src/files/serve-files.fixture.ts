import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createFileRoute, type FileRouteDeps } from "./serve.ts";

/** A real HTTP server with nothing but the file route, on a port of its own. */
export async function serveFiles(deps: FileRouteDeps): Promise<{ baseUrl: string; close(): Promise<void> }> {
  const fetch = createFileRoute(deps);
  const started = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, started.resolve);
  const { port } = await started.promise;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

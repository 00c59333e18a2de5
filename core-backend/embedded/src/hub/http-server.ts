import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";

/** The port is taken, or may not be used. */
export class PortUnavailableError extends Error {
  override readonly name = "PortUnavailableError";
  readonly code = "port-unavailable";
  constructor(host: string, port: number, reason: string) {
    super(
      `The hub cannot listen on ${host}:${port} (${reason}). Stop what uses the port, or choose another one; 0 takes a free one.`,
    );
  }
}

export interface HttpServer {
  readonly url: string;
  /** Takes no new connections and lets running requests end, for a few seconds at most. */
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 3_000;

export async function startHttpServer(options: {
  host: string;
  port: number;
  fetch: (request: Request) => Response | Promise<Response>;
}): Promise<HttpServer> {
  const { host, port } = options;
  const server = createServer(getRequestListener(options.fetch));
  await listen(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    stop: () => close(server),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new PortUnavailableError(host, port, error.code ?? error.message));
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

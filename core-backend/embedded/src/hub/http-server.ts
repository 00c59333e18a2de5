import { createServer, IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { getRequestListener, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { answerUnreadable } from "./unreadable-request.ts";

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
const IDLE_LOOK_MS = 50;
/** A cursor of 2,000 characters may take 24,000 bytes in an address; Node.js alone would take 16 KB of headers. */
const MAX_HEADER_BYTES = 64 * 1024;

export async function startHttpServer(options: {
  host: string;
  port: number;
  fetch: (request: Request, incoming: IncomingMessage) => Response | Promise<Response>;
  /** Takes over connections that ask for a WebSocket. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}): Promise<HttpServer> {
  const { host, port } = options;
  const running = new Set<Promise<unknown>>();
  const fetch = async (request: Request, incoming: IncomingMessage): Promise<Response> => {
    const answer = Promise.resolve(options.fetch(request, incoming));
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
    }
  };
  const server = createServer(
    // Any other upgrade that is offered, HTTP/2 say, is declined by answering as if it were not.
    {
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket",
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    getRequestListener((request, env) => fetch(request, incomingOf(env))),
  );
  server.on("upgrade", options.upgrade);
  server.on("clientError", answerUnreadable);
  await listen(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    async stop() {
      await close(server);
      // Those whose clients have hung up have no connection any more, and may still read the database.
      await Promise.race([Promise.allSettled(running), setTimeout(STOP_GRACE_MS, undefined, { ref: false })]);
    },
  };
}

/** The listener hands on what Node gave it, of HTTP/1 always. */
function incomingOf(env: Http2Bindings | HttpBindings): IncomingMessage {
  if (env.incoming instanceof IncomingMessage) return env.incoming;
  throw new Error("The server speaks HTTP/1 alone");
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
    const force = new AbortController();
    setTimeout(STOP_GRACE_MS, undefined, { signal: force.signal }).then(
      () => server.closeAllConnections(),
      () => undefined,
    );
    // Those too that become idle from now on, whose clients would keep them.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    server.close(() => {
      clearInterval(idle);
      force.abort();
      resolve();
    });
    server.closeIdleConnections();
  });
}

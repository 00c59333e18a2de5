import { createServer, type RequestListener, type Server } from "node:http";

const STOP_GRACE_MS = 3_000;
const IDLE_LOOK_MS = 50;

/** The port is taken, or may not be used. */
export class PortUnavailableError extends Error {
  override readonly name = "PortUnavailableError";
  readonly code = "port-unavailable";
  constructor(host: string, port: number, reason: string) {
    super(
      `The sync service cannot listen on ${host}:${port} (${reason}). Stop what uses the port, or choose another one; 0 takes a free one.`,
    );
  }
}

export interface HttpServer {
  readonly url: string;
  /** Takes no new connections and lets running requests end, for a few seconds at most. */
  stop(): Promise<void>;
}

/** Throws {@link PortUnavailableError}. */
export async function startHttpServer(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<HttpServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new PortUnavailableError(host, port, error.code ?? error.message)),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    // Those too that become idle from now on, whose clients would keep them.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

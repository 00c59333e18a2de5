import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Certificate } from "./certificate.ts";
import { forwardTo } from "./forward.ts";

/** Chromium asks for these by itself, whatever pages do. They are refused, and nobody is told. */
const ofChromium: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "clients2.google.com",
  "content-autofill.googleapis.com",
  "optimizationguide-pa.googleapis.com",
  "safebrowsing.googleapis.com",
  "update.googleapis.com",
  "www.google.com",
]);

export interface ProxyOptions {
  readonly certificate: Certificate;
  /** Who answers for a host; nobody for unknown ones. */
  readonly answererOf: (host: string) => RequestListener | undefined;
  /** Origins that plain HTTP requests may go to, as `http://127.0.0.1:4123`. */
  readonly plainOrigins: readonly string[];
}

export interface RunningProxy {
  readonly url: string;
  /** Hosts that were asked for and are unknown, each time. */
  readonly refused: string[];
  /** Connections on which nobody agreed, as those of browsers that do not trust the certificate. */
  failedHandshakes(): number;
  close(): Promise<void>;
}

/**
 * The only way out of the browser and of the app: hosts of Shopify and of the app are answered here under their own
 * names, over TLS, and everything else is refused and remembered.
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { certificate, answererOf, plainOrigins } = options;
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const tls = createTlsServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const answerer = answererOf(hostOf(request));
    if (answerer === undefined) response.writeHead(421).end();
    else answerer(request, response);
  });
  let failedHandshakes = 0;
  tls.on("tlsClientError", (error: NodeJS.ErrnoException) => {
    // Others are of connections that a browser has opened in advance and closes unused.
    if (error.code?.startsWith("ERR_SSL_")) failedHandshakes += 1;
  });
  const proxy = createServer((request, response) => {
    const target = URL.canParse(request.url ?? "") ? new URL(request.url ?? "") : undefined;
    if (target === undefined || !plainOrigins.includes(target.origin)) {
      refused.push(target?.origin ?? request.url ?? "");
      response.writeHead(403).end();
      return;
    }
    forwardTo(target.origin)({ request, response, path: `${target.pathname}${target.search}` });
  });
  proxy.on("connect", (request, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const [host = "", port] = (request.url ?? "").split(":");
    if (port !== "443" || answererOf(host) === undefined) {
      if (!ofChromium.has(host)) refused.push(host);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    tls.emit("connection", socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused,
    failedHandshakes: () => failedHandshakes,
    async close() {
      for (const socket of sockets) socket.destroy();
      await stop(proxy);
    },
  };
}

const hostOf = (request: IncomingMessage): string => (request.headers.host ?? "").split(":")[0] ?? "";

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

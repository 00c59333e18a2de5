import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";

export interface OddServer {
  readonly url: string;
  /** As in `POST /wp-json/wp/v2/media` */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server that is no WordPress, or one with a fault. */
export async function startOddServer(answer: Answer, tls?: ServerOptions): Promise<OddServer> {
  const requests: string[] = [];
  const listener: Answer = (request, response) => {
    requests.push(`${request.method} ${request.url?.split("?")[0]}`);
    request.resume().on("end", () => answer(request, response));
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${address.port}`,
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const webPage: Answer = (_, response) => {
  response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><h1>Our bakery</h1>");
};

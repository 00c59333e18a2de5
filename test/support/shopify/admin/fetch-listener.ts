import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

/** For node's servers: answers with what a function of a Request gives; cuts the connection when it throws. */
export const fetchListener =
  (answer: (request: Request) => Promise<Response>, onError: (error: unknown) => void): RequestListener =>
  (incoming, outgoing) => {
    respond(answer, incoming, outgoing).catch((error: unknown) => {
      onError(error);
      outgoing.destroy();
    });
  };

async function respond(
  answer: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await answer(await requestOf(incoming));
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(body);
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return new Request(new URL(incoming.url ?? "/", `https://${headers.host}`), {
    method,
    headers: entries,
    ...(hasBody ? { body: await buffer(incoming) } : {}),
  });
}

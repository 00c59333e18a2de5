import { type IncomingMessage, request as open, type ServerResponse } from "node:http";

interface Forwarded {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands requests on to a server of this machine, as a load balancer does; 502 when it does not answer. */
export const forwardTo =
  (origin: string) =>
  ({ request, response, path, headers = {} }: Forwarded): void => {
    const onward = open(`${origin}${path}`, {
      method: request.method ?? "GET",
      headers: { ...request.headers, ...headers },
    });
    onward.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once("error", () => response.destroy());
    });
    onward.once("error", () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502, { "Content-Type": "text/plain" }).end("The app does not answer");
    });
    response.once("close", () => onward.destroy());
    request.pipe(onward);
  };

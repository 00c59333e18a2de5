import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds since 1970-01-01 UTC, by this machine's clock. */
  readonly at: number;
}

export interface TestReceiver {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Most requests that were under way at the same time. */
  readonly peak: () => number;
  /** Answers from now on; 204 at first. */
  answer(how: Answer): void;
  ids(): string[];
  bodies(): { readonly type: string; readonly data: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** A status, or what writes the answer; one that writes none leaves the sender waiting. */
export type Answer = number | ((request: ReceivedRequest, response: ServerResponse) => void);

/** A partner's server on this machine. */
export async function startTestReceiver(): Promise<TestReceiver> {
  const requests: ReceivedRequest[] = [];
  let how: Answer = 204;
  let running = 0;
  let peak = 0;
  const server = createServer(async (incoming, response) => {
    running += 1;
    peak = Math.max(peak, running);
    response.on("close", () => {
      running -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = {
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
      at: Date.now(),
    };
    requests.push(request);
    if (typeof how === "number") response.writeHead(how).end();
    else how(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    peak: () => peak,
    answer(next) {
      how = next;
    },
    ids: () => requests.map(({ headers }) => String(headers["webhook-id"])),
    bodies: () => requests.map(({ body }) => JSON.parse(body)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { verifyWebhook } from "@assetql/webhooks";
import { z } from "zod";
import { failed } from "../../errors.ts";

const payloadSchema = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** A webhook that was verified. */
export interface Received extends z.infer<typeof payloadSchema> {
  readonly id: string;
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  readonly port: number;
  /** What verifies; none yet while the webhook is being made. */
  readonly keys: () => readonly string[];
  readonly onEvent: (event: Received) => void;
  /** A request that was no webhook of ours; it was answered with 401. */
  readonly onRefused: (why: string) => void;
}

const MOST_BYTES = 1_000_000;

/** Listens on this machine alone. */
export async function startReceiver({ port, keys, onEvent, onRefused }: ReceiverOptions): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    try {
      const body = await bodyOf(request);
      const payload = payloadSchema.parse(verifyWebhook({ headers: request.headers, body }, keys()));
      response.writeHead(204).end();
      onEvent({ ...payload, id: String(request.headers["webhook-id"]), body });
    } catch (error) {
      response.writeHead(401).end();
      onRefused(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", () =>
      reject(failed(`Port ${port} of this machine is taken. Choose another one with --port.`)),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error("It is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { BRIDGE_PATH } from "@assetql/contract";

export interface Refusal {
  readonly status: number;
  readonly detail: string;
}

/**
 * Why a request may not come any further. Editors send no `Origin`, and browsers always do: pages could reach this port
 * too. A page whose name was made to lead here (DNS rebinding) is known by the `Host`.
 */
export function refusalOf({ headers, url }: IncomingMessage, port: number): Refusal | undefined {
  if (headers.origin !== undefined)
    return { status: 403, detail: "Browsers may not connect to this bridge." };
  if (!isLoopback(headers.host, port)) {
    return { status: 421, detail: `This bridge is called 127.0.0.1:${port} and nothing else.` };
  }
  if (url !== BRIDGE_PATH) return { status: 404, detail: `The bridge's WebSocket is at ${BRIDGE_PATH}.` };
  return undefined;
}

const isLoopback = (host: string | undefined, port: number) =>
  host !== undefined &&
  ["127.0.0.1", "localhost", "[::1]"].some((name) => host.toLowerCase() === `${name}:${port}`);

/** Answers a request for an upgrade with a status, and closes. */
export function refuseUpgrade(socket: Duplex, { status, detail }: Refusal): void {
  const body = `${detail}\n`;
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Connection: close",
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}

import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { BRIDGE_PATH } from "@assetql/contract";

export interface Refusal {
  readonly status: number;
  readonly detail: string;
  /** Who has called in a way that no editor does: a page, or somebody who was led here under another name. */
  readonly stranger?: { readonly origin: string } | { readonly host: string };
}

/**
 * Why a request may not come any further. Editors send no `Origin`, and browsers always do: pages could reach this port
 * too. A page whose name was made to lead here (DNS rebinding) is known by the `Host`.
 */
export function refusalOf({ headers, url }: IncomingMessage, port: number): Refusal | undefined {
  if (headers.origin !== undefined)
    return {
      status: 403,
      detail: "Browsers may not connect to this bridge.",
      stranger: { origin: headers.origin },
    };
  if (!isLoopback(headers.host, port)) {
    const detail = `This bridge is called 127.0.0.1:${port} and nothing else.`;
    return { status: 421, detail, stranger: { host: headers.host ?? "" } };
  }
  if (url !== BRIDGE_PATH) return { status: 404, detail: `The bridge's WebSocket is at ${BRIDGE_PATH}.` };
  return undefined;
}

const isLoopback = (host: string | undefined, port: number) =>
  host !== undefined &&
  ["127.0.0.1", "localhost", "[::1]"].some((name) => host.toLowerCase() === `${name}:${port}`);

/** Answers a request for an upgrade with a status, and closes, whether the other side does so too or not. */
export function refuseUpgrade(socket: Duplex, { status, detail }: Refusal): void {
  const body = `${detail}\n`;
  socket.once("finish", () => socket.destroy());
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

import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type Problem, type ProblemError, problemCatalogue } from "@assetql/contract";

/** Answers an upgrade with problem details, as HTTP does, and ends the connection. */
export function refuseUpgrade(socket: Duplex, { code, message }: ProblemError): void {
  const { status, title } = problemCatalogue[code];
  const problem: Problem = { type: `/problems/${code}`, title, status, code, detail: message };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? title}`,
    "Connection: close",
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
  ];
  socket.once("finish", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

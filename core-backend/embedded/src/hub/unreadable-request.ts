import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { type Problem, type ProblemCode, problemCatalogue } from "@assetql/contract";

/** Answers what Node.js could not read as HTTP, in the words of every other problem, and hangs up. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ProblemCode = error.code === "HPE_HEADER_OVERFLOW" ? "headers-too-large" : "request-invalid";
  const detail =
    code === "headers-too-large"
      ? "The address and the headers of a request may have 64 KB together."
      : "This is no HTTP request that can be read.";
  const { status, title } = problemCatalogue[code];
  const instance = randomUUID();
  const problem: Problem = { type: `/problems/${code}`, title, status, code, detail, instance };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Correlation-Id: ${instance}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

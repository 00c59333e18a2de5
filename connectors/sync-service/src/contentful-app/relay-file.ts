import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ProblemError } from "@assetql/contract";
import type { Request, Response } from "express";
import { correlatedFetch } from "../log/correlation.ts";
import { HubSilentError } from "./hub-silent.ts";
import { FILES_PATH } from "./image-links.ts";

const SENT_ON = ["If-None-Match", "If-Modified-Since", "Range"];
const PASSED_ON = [
  "Accept-Ranges",
  "Cache-Control",
  "Content-Disposition",
  "Content-Length",
  "Content-Range",
  "Content-Type",
  "ETag",
  "Last-Modified",
];

/** A file of the hub by its signed link, which the hub itself verifies; the service adds no right of its own. */
export async function relayFile(hubUrl: string, request: Request, response: Response): Promise<void> {
  const link = new URL(request.originalUrl, "http://service");
  const url = new URL(`${hubUrl.replace(/\/+$/, "")}/files/`);
  url.pathname += link.pathname.slice(FILES_PATH.length);
  url.search = link.search;
  // Dots in a path have been followed by now, and may have led elsewhere.
  if (!link.pathname.startsWith(FILES_PATH) || link.searchParams.get("method") !== "GET") {
    throw new ProblemError("not-found", "This is no link to an image.");
  }
  const headers = SENT_ON.flatMap((name) => {
    const value = request.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const answer = await correlatedFetch(url, {
    headers: Object.fromEntries(headers),
    redirect: "error",
  }).catch((cause: unknown) => {
    throw new HubSilentError({ cause });
  });
  response.status(answer.status);
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name);
    if (value !== null) response.set(name, value);
  }
  // Pages of other origins show it.
  response.set("Cross-Origin-Resource-Policy", "cross-origin");
  if (answer.body === null) return void response.end();
  await pipeline(Readable.fromWeb(answer.body), response);
}
